import type { ReadCase } from '../case/read.js';
import type { Context } from '../kernel/context.js';
import { type Figures, amountFigures, paymentFigures } from './figures.js';
import { type Gap, withFact } from './gaps.js';
import { type Answer, representatives } from './representatives.js';

/**
 * Whether a fact changes anything once other open facts are answered: there is a way to answer the
 * others under which two answers of this one give different figures. Tried are the most favourable
 * answers, the least favourable ones, and the favourable ones with one other fact at its least: a
 * witness is proof, the lack of one is not.
 */
export function mattersJointly(
  gap: Gap,
  others: readonly Gap[],
  read: ReadCase,
  context: Context,
  assess: (read: ReadCase) => Figures,
): 'amounts' | 'payments' | undefined {
  const own = representatives(gap, read, context);
  const choices = others.map((other) => ({ other, answers: representatives(other, read, context) }));
  const completions: ((i: number, answers: readonly Answer[]) => Answer | undefined)[] = [
    (_i, answers) => answers[0],
    (_i, answers) => answers.at(-1),
    ...choices.map((_c, varied) => (i: number, answers: readonly Answer[]) => (i === varied ? answers.at(-1) : answers[0])),
  ];
  let payments = false;
  for (const choose of completions) {
    let completed = read;
    choices.forEach(({ other, answers }, i) => {
      const answer = choose(i, answers);
      if (answer !== undefined) completed = withFact(completed, other.path, answer.known);
    });
    const assessed = own.map((a) => assess(withFact(completed, gap.path, a.known)));
    if (differ(assessed.map(amountFigures))) return 'amounts';
    payments ||= differ(assessed.map(paymentFigures));
  }
  return payments ? 'payments' : undefined;
}

const differ = (figures: readonly string[]): boolean => figures.some((f) => f !== figures[0]);
