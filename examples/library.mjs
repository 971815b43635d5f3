// @ts-check
import { assess } from 'chengdu-tech-upgrade';

const { determinations, selection, payments } = assess({
  applicationDate: '2025-06-18',
  projects: [{
    id: 'P1', owner: 'E1', filingDate: '2024-09-12', newType: true, pilotIndustry: true, nationalDemonstration: false,
    technicalUpgrade: true, totalInvestment: '68500000', equipmentInvestment: '52360000',
    construction: { started: true, investmentProgress: '0.30', advancesPaid: '0' },
  }],
});
for (const d of determinations) console.log(d.clause, d.status, d.nature, d.amount, ...(d.missing ?? []));
console.log('chosen', selection.chosen, selection.total);
console.log('advance', payments[0]?.advance?.payableNow);
