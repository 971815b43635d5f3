/** The warnings that every policy gives, in a made-up district whose own are none. */
import { describe, expect, it } from 'vitest';
import { assessUnder } from '../../src/assess/assess.js';
import { warningsOf } from '../../src/assess/warnings.js';
import { contextOf } from '../../src/core/context.js';
import { toyCase, toyDistrict } from '../support/toy-district.js';

const [first, second] = toyCase.works as [(typeof toyCase.works)[0], (typeof toyCase.works)[0]];
const warned = (file: object) => assessUnder(toyDistrict, { ...toyCase, ...file }).warnings;

describe('under any policy', () => {
  it('nothing is to be warned of in the case as it stands', () => {
    expect(warned({})).toEqual([]);
  });

  it('two spellings of one firm are named, though they stand in two lists', () => {
    const [service] = toyCase.services;
    const found = warned({ works: [{ ...first, firm: 'F（甲）' }], services: [{ ...service, firm: 'F(甲)' }] });
    expect(found).toMatchObject([{ code: 'similar-names', message: { zh: expect.stringMatching(/^“F（甲）”、“F\(甲\)”仅全半角/) } }]);
  });

  it('a person whom a row does not name has no name that could be like another', () => {
    const rows = [{ id: 'W1' }, { id: 'W2', firm: 'F 甲' }, { id: 'W3' }];
    const view = { rows: (list: string) => (list === 'works' ? rows : []), facts: {}, awards: [], payments: [] };
    expect(warningsOf(view as never, contextOf(toyDistrict, undefined), { forgone: () => [] } as never)).toEqual([]);
  });

  it('60万 advanced on a grant of 50万 are 10万 to be returned, by the name of the work and of the grant', () => {
    expect(warned({ works: [first, { ...second, progress: '1', advanced: '600000', accepted: true }] })).toEqual([{
      code: 'money-to-return', keys: ['renewal-grant:W2'],
      message: {
        zh: '“W2”的更新补助已预拨款项超出最终应得，应退回100,000.00元；各项之间不自动抵扣。',
        en: 'More was advanced on the renewal grant of “W2” than it comes to: 100,000.00 yuan to be returned; nothing is netted between awards.',
      },
    }]);
  });
});
