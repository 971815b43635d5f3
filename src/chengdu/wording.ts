import type { Wording } from '../core/policy.js';
import { text } from '../core/text.js';
import { departmentNames, responsibilities } from './departments.js';
import { ANSWERERS } from './facts.js';
import { READINGS } from './readings.js';
import { clauseName, textSegments } from './text.js';
import { WARNING_KINDS, districtMatchingWords } from './warnings.js';

/** What the policy says to people. */
export const wording: Wording = {
  sentences: textSegments,
  readings: READINGS,
  kinds: {
    project: text('项目', 'project'),
    enterprise: text('企业', 'enterprise'),
    'service-provider': text('服务商', 'service provider'),
    supplier: text('供给企业', 'supplier'),
    consortium: text('联合体', 'consortium'),
    park: text('园区', 'park'),
  },
  answerers: ANSWERERS,
  responsibilities,
  departments: departmentNames,
  clauseName,
  warningKinds: WARNING_KINDS,
  besideWords: districtMatchingWords,
};
