/** Ledgers for the benchmark of the audit, made out of what an assessment says is payable. */

/** A case whose ledger holds everything that was advanced. */
export const beforeAdvances = (file) => JSON.parse(JSON.stringify(file), (name, value) => (name === 'advancesPaid' ? '0.00' : value));

const DAY = '2028-12-01';

/** Everything payable, in one line each: what is settled in full, what is not as the advance that is allowed so far. */
function lawful({ selection, determinations, payments }) {
  const byKey = new Map(determinations.map((determination) => [determination.key, determination]));
  const staged = new Map(payments.map((payment) => [payment.key, payment]));
  return selection.payable.flatMap(({ key, amount }) => {
    const { measure, subject, year } = byKey.get(key);
    const { settlement, advance } = staged.get(key) ?? {};
    const [payment, sum] = settlement ? ['settlement', settlement.final] : advance ? ['advance', advance.cumulativeLimit] : [year === undefined ? 'full' : 'annual', amount];
    if (sum.min === '0.00') return [];
    return [{ id: key, measure, subject: subject.id, ...(year !== undefined && { year }), amount: sum.min, date: DAY, payment }];
  });
}

/** One line in five is wrong: too much, twice, too early, to somebody whom the case does not know. */
const DEFECTS = [
  (line) => [{ ...line, amount: (Number(line.amount) * 2).toFixed(2) }],
  (line) => [line, line],
  (line) => [{ ...line, date: '2025-01-15' }],
  (line) => [{ ...line, subject: `${line.subject}?` }],
];
const EVERY = 5;

export const ledgerWithDefects = (assessment) =>
  lawful(assessment).flatMap((line, i) => (i % EVERY === 0 ? DEFECTS[(i / EVERY) % DEFECTS.length](line) : [line]));
