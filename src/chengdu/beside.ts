import * as z from 'zod/mini';
import { text } from '../core/text.js';
import { money, range, yuan } from '../schema/shapes.js';
import { named } from '../schema/spoken.js';

/** The shape, for the schema of an assessment, of what this policy reports beside the figures; loaded by the schema alone. */
export const besideShape = {
  districtMatching: z.exactOptional(named(z.array(z.strictObject({
    project: named(z.string(), text('项目编号', 'project id')),
    amount: yuan(money, text('区（市）县配套金额', 'district matching amount')),
    withCity: named(range, text('市区两级合计', 'city and district money together')),
  })), text('区（市）县配套', 'district matching'), text('在市级金额之外列示（A8.4）', "district money beside the city's (A8.4)"))),
};
