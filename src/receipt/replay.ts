import { type AssessOptions, assessUnder } from '../assess/assess.js';
import type { Assessment } from '../assess/assessment.js';
import { type Options, contextOf } from '../core/context.js';
import { daysAfter, isDay } from '../core/day.js';
import { refuse, show } from '../core/error.js';
import { byKey } from '../core/groups.js';
import { type AnyReadings, type Parameter, entryAt, later, parameterOf, recordOf, withEntry } from '../core/law.js';
import { type Policy, definePolicy } from '../core/policy.js';
import type { Range } from '../core/span.js';
import { type Bilingual, text } from '../core/text.js';
import { LIBRARY_VERSION } from '../version.js';
import { canonicalJson } from './canonical.js';
import { readReceipt } from './read.js';
import { type Receipt, digestOf, recordedRegister, sealOf } from './receipt.js';

/** What kind of thing makes a difference, in the order in which they are told. */
export type CauseKind =
  /** The facts of the receipt are not those that were assessed. */
  | 'fact'
  /** Something else in the receipt was altered. */
  | 'receipt'
  /** A parameter that bears on this case has another value. */
  | 'parameter'
  /** A reading has another default, is gone or is new. */
  | 'reading'
  | 'text'
  | 'policy'
  | 'library'
  /** The recorded result is not what its case gives under the recorded law. */
  | 'result';

/** One cause of a difference, in words and as data. */
export interface ReplayCause {
  readonly kind: CauseKind;
  /** Which parameter or reading. */
  readonly id?: string;
  /** From which day on a parameter has the other value; and up to which, where it is not for good. */
  readonly from?: string;
  readonly to?: string;
  /** What the receipt has; left out where it has none. */
  readonly was?: string;
  /** What holds now; left out where nothing does. */
  readonly now?: string;
  readonly what: Bilingual;
}

/** What became of a recorded assessment when it was made again. */
export type Replay =
  | { readonly same: true }
  | {
      readonly same: false;
      readonly because: readonly ReplayCause[];
      /** The payable totals then and now, where it could be made again. */
      readonly total?: { readonly was: Range; readonly now: Range };
    };

/**
 * Makes the assessment of a receipt again, with the same options, under a policy as it stands now. Same means
 * the same bytes. What makes a difference is tried out, not guessed: a changed parameter is named only if its
 * old value would change this result.
 *
 * @param options the version of the policy; the published one when left out
 * @throws InvalidCaseError naming the line of a broken receipt, or what the case can no longer be assessed for
 */
export function replayUnder(published: Policy, input: unknown, options?: Pick<Options, 'policy'>): Replay {
  const { policy } = contextOf(published, options);
  if (options !== undefined && 'readings' in options) {
    refuse({ path: 'options.readings', code: 'option', expected: text('policy', 'policy'), received: show(options.readings) });
  }
  const receipt = readReceipt(input);
  const altered = alterations(receipt);
  if (altered.length > 0) return { same: false, because: altered };
  if (receipt.policy.id !== policy.id) return { same: false, because: versionCauses(receipt, policy) };
  const assess = (under: Policy, readings: AnyReadings): Assessment => assessUnder(under, receipt.case, asked(receipt, under, readings));
  const chosen = Object.fromEntries(receipt.chosen.map((id) => [id, receipt.readings[id] as string]));
  const now = assess(policy, chosen);
  const changed = parameterChanges(receipt, policy);
  const bear = (...ids: string[]): boolean => ids.length > 0 && figures(assess(withValuesOf(receipt, policy, ids), chosen)) !== figures(now);
  if (digestOf(now, 'assessment') === receipt.resultSha256) {
    // What the receipt says in the open of that result has to be said by the result too, and to follow from the parameters that it states.
    const open = (policy: unknown, readings: unknown, total: unknown): string => canonicalJson([policy, readings, total], 'receipt');
    const agrees = open(receipt.policy, receipt.readings, receipt.total) === open(now.policy, now.readings, now.selection.total) && !bear(...changed.map((c) => c.id));
    return agrees ? { same: true } : { same: false, because: [ALTERED] };
  }

  const bearing = [...byKey(changed, (c) => c.id)].flatMap(([id, own]) => {
    if (!bear(id)) return [];
    const alone = own.length === 1 ? own : own.filter((c) => figures(assess(withValueOf(c, policy), chosen)) !== figures(now));
    return alone.length > 0 ? alone : own;
  });
  const then = { ...assess(withValuesOf(receipt, policy, Object.keys(receipt.parameters)), receipt.readings), policy: receipt.policy };
  const explained = digestOf(then, 'assessment') === receipt.resultSha256;
  const because = [
    ...bearing,
    ...readingCauses(receipt, now.readings, policy),
    ...versionCauses(receipt, policy),
    ...(explained || receipt.library === LIBRARY_VERSION ? [] : [cause('library', '程序库版本', 'version of the library', receipt.library, LIBRARY_VERSION)]),
  ];
  return { same: false, because: because.length > 0 ? because : [NOT_OF_ITS_CASE], total: { was: receipt.total, now: now.selection.total } };
}

const NOT_OF_ITS_CASE: ReplayCause = {
  kind: 'result',
  what: text(
    '回执所载结果不是由所载案件、选项按同一政策和程序库版本得出的',
    'the recorded result is not what the recorded case and options give under the same policy and library',
  ),
};

const cause = (kind: CauseKind, zh: string, en: string, was: string, now: string): ReplayCause => ({
  kind, was, now, what: text(`${zh}：原为${was}，现为${now}`, `${en}: was ${was}, is ${now}`),
});

const ALTERED: ReplayCause = {
  kind: 'receipt',
  what: text('回执中案件以外的内容已被改动', 'something in the receipt beside its case was altered'),
};

/** What does not fit its digest; such a receipt is not replayed. */
function alterations(receipt: Receipt): ReplayCause[] {
  const found = digestOf(receipt.case, 'receipt.case');
  const { caseSha256: was } = receipt;
  return [
    ...(found === was ? [] : [cause('fact', '回执所载案件事实已被改动，其摘要', 'the case in the receipt was altered, its digest', was, found)]),
    ...(sealOf(receipt) === receipt.sha256 ? [] : [ALTERED]),
  ];
}

/** The options of the receipt, with the readings that the policy still knows. */
function asked({ options: { workLimit, ...options } }: Receipt, policy: Policy, readings: AnyReadings): AssessOptions {
  const known = Object.entries(readings).filter(([id, value]) => Object.hasOwn(policy.readings, id) && Object.hasOwn(policy.readings[id]?.values ?? {}, value));
  return { ...options, policy, readings: Object.fromEntries(known), workLimit: workLimit === 'Infinity' ? Infinity : workLimit };
}

/** An assessment without the name of the policy that it was made under. */
const figures = ({ policy: _policy, ...rest }: Assessment): string => canonicalJson(rest, 'assessment');

type ParameterCause = ReplayCause & { readonly id: string };

const asItStands = (value: string): Bilingual => text(value, value);

/** What a parameter or a reading was and is, in words; either may be missing. */
function changeOf(name: Bilingual, none: string, was: string | undefined, now: string | undefined, said = asItStands): Bilingual {
  const [before, after] = [was, now].map((value) => (value === undefined ? undefined : said(value)));
  return text(
    `${name.zh}：原${before === undefined ? none : `为${before.zh}`}，现${after === undefined ? none : `为${after.zh}`}`,
    `${name.en}: ${before === undefined ? 'did not exist' : `was ${before.en}`}, ${after === undefined ? 'is gone' : `is ${after.en}`}`,
  );
}

/** Where the register of the receipt has another value than that of the policy, and on which days. */
function parameterChanges(receipt: Receipt, policy: Policy): ParameterCause[] {
  const now = recordedRegister(policy);
  return [...new Set([...Object.keys(receipt.parameters), ...Object.keys(now)])].flatMap((id) => {
    const [then, here] = [receipt.parameters, now].map((register) => (Object.hasOwn(register, id) ? register[id] : undefined));
    const days = [...new Set([...(then ?? []), ...(here ?? [])].map((entry) => entry.validFrom))].sort();
    const pairs = days.map((from) => ({ from, was: then && entryAt(then, from).value, is: here && entryAt(here, from).value }));
    const spans = pairs.filter(({ was, is }, i) => i === 0 || pairs[i - 1]?.was !== was || pairs[i - 1]?.is !== is);
    const name = (Object.hasOwn(policy.parameters, id) ? policy.parameters[id] : undefined)?.name ?? text('参数', 'parameter');
    return spans.flatMap(({ from, was, is }, i): ParameterCause[] => {
      if (was === is) return [];
      const next = spans[i + 1];
      // What a receipt states of other policies may be no day.
      const to = next !== undefined && isDay(next.from) ? daysAfter(next.from, -1) : undefined;
      const called = text(`${name.zh}（${id}）自${from}起${to === undefined ? '' : `至${to}`}`, `${name.en} (${id}) from ${from}${to === undefined ? '' : ` to ${to}`}`);
      return [{ kind: 'parameter', id, from, ...(to && { to }), ...(was !== undefined && { was }), ...(is !== undefined && { now: is }), what: changeOf(called, '无此参数', was, is) }];
    });
  });
}

/** The policy with the receipt's value of a parameter on the days of one of its changes. */
function withValueOf({ id, from, to, was }: ParameterCause, policy: Policy): Policy {
  const last = recordOf(policy.parameters[id] as Parameter);
  const validFrom = from as string;
  const entry = parameterOf(id, { ...last, value: was as string, validFrom, validTo: to ?? later(validFrom, last.validTo) }, last.unit);
  return definePolicy({ ...policy, register: { ...policy.register, [id]: withEntry(policy.register[id] as readonly Parameter[], entry) } });
}

/** The policy with the receipt's values for some of its parameters. */
function withValuesOf({ parameters }: Receipt, policy: Policy, ids: readonly string[]): Policy {
  const register: Record<string, readonly Parameter[]> = { ...policy.register };
  for (const id of ids) {
    if (!Object.hasOwn(parameters, id) || !Object.hasOwn(policy.register, id)) continue;
    const last = recordOf(policy.parameters[id] as Parameter);
    register[id] = (parameters[id] ?? []).map((entry) => parameterOf(id, { ...last, ...entry }, last.unit));
  }
  return definePolicy({ ...policy, register });
}

function readingCauses({ readings }: Receipt, inForce: AnyReadings, policy: Policy): ReplayCause[] {
  return [...new Set([...Object.keys(readings), ...Object.keys(inForce)])].flatMap((id) => {
    const [was, now] = [readings, inForce].map((some) => (Object.hasOwn(some, id) ? some[id] : undefined));
    if (was === now) return [];
    const labels = Object.hasOwn(policy.readings, id) ? policy.readings[id]?.values : undefined;
    const said = (value: string): Bilingual => (labels !== undefined && Object.hasOwn(labels, value) ? text(`“${labels[value]?.zh}”`, `“${labels[value]?.en}”`) : asItStands(value));
    return [{
      kind: 'reading' as const, id, ...(was !== undefined && { was }), ...(now !== undefined && { now }),
      what: changeOf(text(`解读${id}`, `reading ${id}`), '无此解读', was, now, said),
    }];
  });
}

/** Another text, or another version of the policy. */
function versionCauses({ policy: was }: Receipt, now: Policy): ReplayCause[] {
  return [
    ...(was.textSha256 === now.textSha256 ? [] : [cause('text', '政策文本的摘要', 'digest of the text', was.textSha256, now.textSha256)]),
    ...(was.id === now.id && was.version === now.version
      ? []
      : [cause('policy', '政策及其版本', 'policy and version', `${was.id} ${was.version}`, `${now.id} ${now.version}`)]),
  ];
}
