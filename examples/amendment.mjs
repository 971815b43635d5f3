// @ts-check
import { amendPolicy, assess, chengdu2025 } from 'chengdu-tech-upgrade';

// Invented: an instrument that raises the rate of A2.3 from 2026 on.
const policy = amendPolicy(chengdu2025, {
  version: '2026-01-01',
  parameters: { 'A2.3.rate': { value: '0.03', validFrom: '2026-01-01', words: '年利率3%' } },
});
const { determinations } = assess({
  applicationDate: '2025-06-18',
  projects: [{ id: 'P1', owner: 'E1', filingDate: '2024-09-12', newType: true, nationalDemonstration: false }],
  leases: [2025, 2026].map((year) => ({
    id: 'L1', lessee: 'E1', project: 'P1', year, lesseeIsIndustrial: true, mode: 'direct', annualAmount: '1000000',
  })),
}, { policy });
for (const d of determinations) if (d.clause === 'A2.3') console.log(d.year, d.status, d.amount.max);
