import type { Assessment } from '../assess/assessment.js';
import { record } from '../constraints/argument.js';
import { isInvalidCaseError, refuse, show } from '../core/error.js';
import { checkPayees } from '../core/context.js';
import { type Policy, isPolicy } from '../core/policy.js';
import { type Bilingual, type Lang, text } from '../core/text.js';
import { type Unit, looksOf, oneOf } from '../words/money.js';
import { explanation } from './explanation.js';
import { toHtml } from './html.js';
import { toMarkdown } from './markdown.js';
import type { Document } from './model.js';
import { notice } from './notice.js';
import { sheet } from './sheet.js';
import { Teller } from './teller.js';
import { toText } from './text.js';

/** How an assessment is explained. */
export interface ExplainOptions {
  /** Chinese where it is left out. */
  readonly lang?: Lang | undefined;
  /** Yuan where it is left out; 万元 is exact as well. */
  readonly unit?: Unit | undefined;
  /** Plain text where it is left out. */
  readonly format?: 'text' | 'markdown' | 'html' | undefined;
  /** The explanation where it is left out; the calculation sheet (测算表); the result notice (测算结果告知书). */
  readonly document?: 'explanation' | 'sheet' | 'notice' | undefined;
  /** The case that was assessed, so that rows are called by their ids and stated sums can be shown. */
  readonly caseFile?: unknown;
  /** Only what these receive is told, in the combination of the whole case; everybody where it is left out. */
  readonly payees?: readonly string[] | undefined;
  /** Columns of plain text, 60 to 400; 80 where it is left out. */
  readonly width?: number | undefined;
  /** The version of the policy that was assessed, where it is not the published one. */
  readonly policy?: Policy | undefined;
}

const DOCUMENTS = { explanation, sheet, notice } as const;
const AN_ASSESSMENT = text('assess返回的测算结果', 'an assessment as assess gives it');
const A_DOCUMENT = text('由标题和内容块组成的文档', 'a document of a title and its blocks');
const [NARROWEST, USUAL, WIDEST] = [60, 80, 400];

function writtenOut(document: Document, options: Pick<ExplainOptions, 'format' | 'width'>): string {
  const { format = 'text', width = USUAL } = options;
  if (!Number.isInteger(width) || width < NARROWEST || width > WIDEST) {
    refuse({ path: 'options.width', code: 'option', expected: text(`${NARROWEST}至${WIDEST}的整数`, `an integer from ${NARROWEST} to ${WIDEST}`), received: show(width) });
  }
  switch (oneOf(format, ['text', 'markdown', 'html'], 'options.format')) {
    case 'text':
      return toText(document, width);
    case 'markdown':
      return toMarkdown(document);
    case 'html':
      return toHtml(document);
  }
}

/** What is made of what was given at a path: whatever is thrown on the way that is no refusal comes of what was given. */
function madeOf<T>(path: string, expected: Bilingual, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (isInvalidCaseError(error)) throw error;
    return refuse({ path, code: 'type', expected, received: error instanceof Error ? show(error.message) : undefined });
  }
}

/** Writes a document out. @throws InvalidCaseError where it is no document, or an option is none */
export function render(document: Document, options: Pick<ExplainOptions, 'format' | 'width'> = {}): string {
  record(options, 'options');
  return madeOf('document', A_DOCUMENT, () => writtenOut(document, options));
}

/**
 * An assessment as a document for people.
 *
 * @throws InvalidCaseError where it is no assessment, or one of another policy or version than the given one, or an option is none
 */
export function explainUnder(published: Policy, assessment: unknown, options: ExplainOptions = {}): string {
  record(options, 'options');
  const policy = options.policy ?? published;
  if (!isPolicy(policy)) refuse({ path: 'options.policy', code: 'option', expected: text('政策版本', 'a policy version'), received: show(policy) });
  const { lang, unit } = looksOf(options);
  const kind = oneOf(options.document ?? 'explanation', Object.keys(DOCUMENTS) as (keyof typeof DOCUMENTS)[], 'options.document');
  checkPayees(options.payees);
  const known = assessmentOf(assessment, policy);
  return madeOf('assessment', AN_ASSESSMENT, () => writtenOut(DOCUMENTS[kind](new Teller(policy, known, lang, unit, options.caseFile, options.payees)), options));
}

function assessmentOf(assessment: unknown, policy: Policy): Assessment {
  const given = record(assessment, 'assessment');
  const of = record(given['policy'], 'assessment.policy');
  for (const name of ['id', 'version', 'textSha256'] as const) {
    if (of[name] !== policy[name]) refuse({ path: `assessment.policy.${name}`, code: 'conflict', expected: text(`所给政策版本的${policy[name]}`, `${policy[name]}, as of the given policy version`), received: show(of[name]) });
  }
  for (const name of ['determinations', 'payments', 'bySubject', 'byPayee', 'warnings'] as const) {
    if (!Array.isArray(given[name])) refuse({ path: `assessment.${name}`, code: 'type', expected: AN_ASSESSMENT, received: show(given[name]) });
  }
  record(given['selection'], 'assessment.selection');
  record(given['readings'], 'assessment.readings');
  return given as unknown as Assessment;
}
