/** The values next to a parameter: one fen, one hundredth of a percent, one place, one enterprise, one day to either side. */
import type { ParameterRecord } from '../../src/core/law.js';

const DECIMALS = { CNY: 2, ratio: 4, rank: 0, enterprises: 0 } as const;

export function neighbours({ value, unit }: Pick<ParameterRecord, 'value' | 'unit'>): readonly [lower: string, higher: string] {
  if (unit === 'day') {
    const next = (days: number): string => new Date(Date.parse(value) + days * 86_400_000).toISOString().slice(0, 10);
    return [next(-1), next(1)];
  }
  const decimals = DECIMALS[unit];
  const [whole = '', fraction = ''] = value.split('.');
  const units = BigInt(whole + fraction.padEnd(decimals, '0'));
  const written = (n: bigint): string => {
    const digits = n.toString().padStart(decimals + 1, '0');
    return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  };
  return [written(units - 1n), written(units + 1n)];
}
