import type { Responsibility } from '../core/policy.js';

// One unit with two names: the drafter puts 、 between distinct units, never between these two.
const ECONOMY = '市经信局市新经济委';
const REFORM = '市发展改革委';
const COMMERCE = '市商务局';
const MARKET = '市市场监管局';
const FINANCE_COMMITTEE = '市委金融办';

/** What the departments are called in English; the text names them in Chinese. */
export const departmentNames: Readonly<Record<string, string>> = Object.freeze({
  [ECONOMY]: 'Municipal Bureau of Economy and Information Technology (New Economy Commission)',
  [REFORM]: 'Municipal Development and Reform Commission',
  [COMMERCE]: 'Municipal Bureau of Commerce',
  [MARKET]: 'Municipal Administration for Market Regulation',
  [FINANCE_COMMITTEE]: 'Finance Office of the Municipal Party Committee',
  市科技局: 'Municipal Bureau of Science and Technology',
  市财政局: 'Municipal Bureau of Finance',
  市规划与自然资源局: 'Municipal Bureau of Planning and Natural Resources',
  市生态环境局: 'Municipal Bureau of Ecology and Environment',
  市应急局: 'Municipal Bureau of Emergency Management',
  市国资委: 'Municipal State-owned Assets Commission',
  省同城化办: 'Provincial Office for Chengdu Metropolitan Integration',
  '各区（市）县': 'districts, county-level cities and counties',
});

/** The responsible departments of each article as the text names them: units before the comma lead, units after it cooperate (A1.5). */
export const responsibilities: readonly Responsibility[] = Object.freeze([
  { article: 1, clause: 'A1.5', lead: [ECONOMY], cooperating: [REFORM] },
  { article: 2, clause: 'A2.4', lead: [ECONOMY], cooperating: [FINANCE_COMMITTEE] },
  { article: 3, clause: 'A3.4', lead: [ECONOMY], cooperating: [COMMERCE, MARKET] },
  { article: 4, clause: 'A4.5', lead: [ECONOMY], cooperating: [COMMERCE, MARKET] },
  { article: 5, clause: 'A5.6', lead: [ECONOMY], cooperating: [] },
  { article: 6, clause: 'A6.7', lead: [ECONOMY], cooperating: [REFORM] },
  { article: 7, clause: 'A7.6', lead: [ECONOMY], cooperating: [REFORM, '市科技局'] },
  {
    article: 8, clause: 'A8.5', lead: [ECONOMY, '市财政局'],
    cooperating: [REFORM, '市规划与自然资源局', '市生态环境局', '市应急局', MARKET, FINANCE_COMMITTEE, '市国资委', '省同城化办', '各区（市）县'],
  },
]);
