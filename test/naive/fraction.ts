/** Exact fractions on BigInt: the arithmetic of the naive implementation and of the vectors, shared with nothing in src. */

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

export class Fraction {
  readonly over: bigint;
  readonly under: bigint;

  constructor(over: bigint, under = 1n) {
    if (under === 0n) throw new Error('division by zero');
    const sign = under < 0n ? -1n : 1n;
    const common = gcd(over < 0n ? -over : over, under * sign) || 1n;
    this.over = (sign * over) / common;
    this.under = (sign * under) / common;
  }

  /** `"12.34"`, `"1/3"` or a whole number. */
  static of(given: string | number): Fraction {
    const [over = '', under] = String(given).split('/');
    if (under !== undefined) return Fraction.of(over).dividedBy(Fraction.of(under));
    const [whole = '', decimals = ''] = over.split('.');
    return new Fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  }

  plus = (b: Fraction): Fraction => new Fraction(this.over * b.under + b.over * this.under, this.under * b.under);
  minus = (b: Fraction): Fraction => new Fraction(this.over * b.under - b.over * this.under, this.under * b.under);
  times = (b: Fraction): Fraction => new Fraction(this.over * b.over, this.under * b.under);
  dividedBy = (b: Fraction): Fraction => new Fraction(this.over * b.under, this.under * b.over);

  /** Negative, 0 or positive, as this is below, equal to or above the other. */
  compare = (b: Fraction): number => {
    const difference = this.over * b.under - b.over * this.under;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  };
  below = (b: Fraction): boolean => this.compare(b) < 0;
  equals = (b: Fraction): boolean => this.compare(b) === 0;

  /** To the fen: half up, or what is less than a fen cut off. Only for what is not negative. */
  toFen = (how: 'half-up-fen' | 'down-fen'): Fraction => {
    const [over, under] = how === 'half-up-fen' ? [200n * this.over + this.under, 2n * this.under] : [100n * this.over, this.under];
    return new Fraction(over / under, 100n);
  };

  /** Yuan with two decimals; what is not a whole number of fen has no such form. */
  toMoney = (): string => {
    const fen = this.times(new Fraction(100n));
    if (fen.under !== 1n || fen.over < 0n) throw new Error(`not a sum of money: ${this.over}/${this.under}`);
    const digits = fen.over.toString().padStart(3, '0');
    return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  };
}

export const ZERO = new Fraction(0n);
export const lower = (a: Fraction, b: Fraction): Fraction => (b.below(a) ? b : a);
export const higher = (a: Fraction, b: Fraction): Fraction => (a.below(b) ? b : a);
export const sum = (of: readonly Fraction[]): Fraction => of.reduce((a, b) => a.plus(b), ZERO);
