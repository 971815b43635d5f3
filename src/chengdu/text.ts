import type { TextSegment } from '../core/law.js';
import { refuse, show } from '../core/error.js';
import { type Bilingual, text as words } from '../core/text.js';

/**
 * The official text, split into the numbered sentences of the reading (P.1, A1.1 … F.5).
 *
 * Joined in order, text and white space together, the segments are byte-identical to the
 * official copy; `TEXT_SHA256` is its digest and a test recomputes it. Nothing here may be
 * edited to suit the code.
 */

/** The number of a sentence in the reading, e.g. `A1.3` (Article 1, third sentence) or `F.2`. */
export type ClauseId = keyof typeof SEGMENTS;

/** The same without the title and the headings. */
export type SentenceId = Extract<ClauseId, `${string}.${string}`>;

/** SHA-256 of the official text, UTF-8. */
export const TEXT_SHA256 = '8941add583d9e72a29439d19fd323b0e48337adbf4da21912eca15c64ebd11d9';

/** Each piece by its number, with the white space that follows it in the official copy. */
const SEGMENTS = /* @__PURE__ */ byNumber({
  T: ['成都市关于开展制造业新型技术改造城市试点工作的若干政策措施', '\n'],
  'P.1': ['为深入贯彻落实中央经济工作会议、全国新型工业化推进大会部署以及政府工作报告中关于“实施制造业技术改造升级工程”要求，扎实推进制造业新型技术改造城市试点各项工作落地落实，引导企业开展高端化、智能化、绿色化、融合化新型技术改造，结合我市实际制定如下政策措施。', '\n\n'],
  A1: ['一、扩大新型技术改造投资', '\n\n'],
  'A1.1': ['大力推进“智改数转网联”新型技改，鼓励企业加大新型技改投入。'],
  'A1.2': ['对投资500万元（含）以上且纳入工业投资统计的技改项目，给予一次性最高10万元奖励。'],
  'A1.3': ['对投资2000万元（含）以上的国家示范项目、试点行业项目、其他新型技术改造项目，分别按项目设备投资（含软件）的20%、10%、8%给予补助，单个项目最高补助2000万元；'],
  'A1.4': ['项目开工后，按投资进度给予不超过补助总额50%的拨款，其余部分待项目竣工验收后统一结算。'],
  'A1.5': ['（责任单位：市经信局市新经济委，市发展改革委；逗号前为牵头单位，下同）', '\n\n'],
  A2: ['二、加强新型技术改造融资支持', '\n\n'],
  'A2.1': ['由政府引导金融机构优先支持企业新型技改，探索推出“政府贴息、银行让利、保险增信、租赁补贴、风险共担”的新型技改专项贷金融产品。'],
  'A2.2': ['“智改数转贷”“技改贷”“设备更新贷”等优先支持新型技改项目，单户企业每年最高贴息200万元。'],
  'A2.3': ['鼓励工业企业采用融资租赁设备（直接租赁）方式开展技术改造，对融资租赁设备的项目，按设备融资租赁年实际发生额，给予年利率2.5%的补助，单户企业每年最高补助500万元。'],
  'A2.4': ['（责任单位：市经信局市新经济委，市委金融办）', '\n\n'],
  A3: ['三、培育优质新型技术改造服务商', '\n\n'],
  'A3.1': ['加强新型技术改造服务商培优育强，聚焦数字化转型、网络化协同、智能化改造、绿色化提升，根据技术能力、服务能力、服务业绩，制定服务商入选与评优标准。'],
  'A3.2': ['动态建立新型技术改造服务商名单，并定期对外发布。'],
  'A3.3': ['支持服务商深度参与新型技术改造工作，对符合条件的服务商服务情况开展年度评价，每年对排名前50的优秀服务商分档给予最高50万元奖励。'],
  'A3.4': ['（责任单位：市经信局市新经济委，市商务局、市市场监管局）', '\n\n'],
  A4: ['四、鼓励设备和工业软件企业为新型技改赋能', '\n\n'],
  'A4.1': ['搭建新型技术改造设备、软件供需对接平台，定期发布需求清单、供给清单、场景清单，促进精准对接高效匹配。'],
  'A4.2': ['支持工业母机、工业机器人、专业设备等生产企业，以及工业软件、数字化系统等软件和信息技术企业，为新型技改企业提供产品。'],
  'A4.3': ['对为新型技术改造项目提供8000万元（含）以上设备的企业，按销售总金额的1%给予最高1000万元补助；'],
  'A4.4': ['对为新型技术改造项目提供5000万元（含）以上软件的企业，按销售总金额的0.5%给予最高500万元补助。'],
  'A4.5': ['（责任单位：市经信局市新经济委，市商务局、市市场监管局）', '\n\n'],
  A5: ['五、打造新型技术改造标杆示范', '\n\n'],
  'A5.1': ['通过揭榜挂帅方式遴选一批新型技术改造项目样板，鼓励企业打造成都市新型技改标杆示范。'],
  'A5.2': ['试点行业新型技改项目可申请签订标杆示范任务书，'],
  'A5.3': ['每年对示范项目任务推进情况开展年度评价，评价达标即给予30万元奖励；'],
  'A5.4': ['达到任务书目标并实现预期示范效果的，一次性给予最高100万元奖励（需扣减前期年度奖励部分）；'],
  'A5.5': ['项目可叠加享受新型技术改造投资补助。'],
  'A5.6': ['（责任单位：市经信局市新经济委）', '\n\n'],
  A6: ['六、提升产业链供应链韧性', '\n\n'],
  'A6.1': ['支持链主企业制定产业链上下游协同技术改造方案，联合上下游左右岸企业同步实施产业链整体技术改造，增强产业链供应链韧性、安全性，形成可推广复制的典型应用场景。'],
  'A6.2': ['对链主企业联合10家以上直接配套企业组建的新型技改联合体，以任务书的形式开展协同改造和技术攻关，对达到任务书目标并实现预期示范效果的，一次性给予链主企业200万元奖励；'],
  'A6.3': ['项目可叠加享受新型技术改造投资补助。'],
  'A6.4': ['对承担国家试点任务、签订标杆任务书的联合体，按设备投资（含软件）的15%给予最高3000万元补助，'],
  'A6.5': ['每年开展任务评价，按投资和任务进度给予不超过补助总额50%的拨款，'],
  'A6.6': ['其余部分待项目竣工验收后，按项目任务完成情况和取得成效统一结算。'],
  'A6.7': ['（责任单位：市经信局市新经济委，市发展改革委）', '\n\n'],
  A7: ['七、突出重点产业集群和产业园区技改引育', '\n\n'],
  'A7.1': ['支持产业集群、产业园区开展整体数字化改造，鼓励产业园区建设5G、数据中心、工业互联网、算力等基础设施，推进人工智能工业大模型垂直应用，构建集成互联、智能绿色的数字基础设施，建立数字化园区。'],
  'A7.2': ['鼓励开展跨行政区、多园区合作模式共建共享，共同打造产业集群标杆。'],
  'A7.3': ['对承担国家新型技改试点任务、签订标杆任务书的园区给予最高5000万元奖励，'],
  'A7.4': ['每年开展综合评价，对评价达标的按任务进度给予不超过奖励总额50%的拨款；'],
  'A7.5': ['待全面完成预期任务且每年评价均达标后统一结算。'],
  'A7.6': ['（责任单位：市经信局市新经济委，市发展改革委、市科技局）', '\n\n'],
  A8: ['八、完善新型技改工作机制', '\n\n'],
  'A8.1': ['建立新型技改工作市区联动统筹机制，进一步优化项目全流程服务，提高审批效率，引导企业依法依规做好技改项目核准、备案和建设。'],
  'A8.2': ['加强新型技改支持政策宣传推广，提高政策普及率。'],
  'A8.3': ['强化新型技改项目规范化管理，推动新型技改城市试点工作落地落实。'],
  'A8.4': ['各区（市）县可结合本辖区实际，对本政策措施实施配套支持，进一步提高财政资金使用效能。'],
  'A8.5': ['〔责任单位：市经信局市新经济委、市财政局，市发展改革委、市规划与自然资源局、市生态环境局、市应急局、市市场监管局、市委金融办、市国资委、省同城化办、各区（市）县〕', '\n\n'],
  'F.1': ['本政策自2025年2月2日起施行，有效期至2026年12月31日。'],
  'F.2': ['本政策补助（奖励）涉及事项为2024年6月1日（含）后备案（审批）项目（已入选国家制造业新型技术改造示范项目的除外）。'],
  'F.3': ['除另有规定外，同一投入不得重复享受政策补助，可就高享受最高补助政策。'],
  'F.4': ['有效期内，若国家法律法规、规章和相关政策发生变化，本政策措施相关涉及内容从其变化。'],
  'F.5': ['本政策措施由市经信局市新经济委、市财政局负责解释。', '\n '],
});

/** Of the pieces only the numbers are names in the published types. */
function byNumber<Id extends string>(all: Readonly<Record<Id, readonly [text: string, after?: string]>>): typeof all {
  return all;
}

/** Title, headings and sentences of the policy in their order. */
export const textSegments: readonly TextSegment[] = /* @__PURE__ */ inOrder(SEGMENTS);

function inOrder(all: Readonly<Record<string, readonly [text: string, after?: string]>>): readonly TextSegment[] {
  return Object.entries(all).map(([id, [text, after]]): TextSegment =>
    ({ id, kind: id === 'T' ? 'title' : id.includes('.') ? 'sentence' : 'heading', text, ...(after !== undefined && { after }) }));
}

/** The whole official text, byte for byte. */
export const officialText: string = /* @__PURE__ */ whole(textSegments);

function whole(segments: readonly TextSegment[]): string {
  return segments.map((s) => s.text + (s.after ?? '')).join('');
}

const NUMERALS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** How a letter names a sentence: 第一条第三句, 附则第三句, 引言; a number that is none of the text's is its own name. */
export function clauseName(id: string): Bilingual {
  const [, part, article = '', sentence] = /^(A(?=\d)|F|P|T$)([1-9]?)(?:\.([1-9]))?$/.exec(id) ?? [];
  if (part === undefined) return words(id, id);
  if (part === 'T') return words('标题', 'title');
  const [zh, en] = part === 'A' ? [`第${NUMERALS[Number(article)]}条`, `Article ${article}`] : part === 'F' ? ['附则', 'final provisions'] : ['引言', 'preamble'];
  return sentence === undefined ? words(zh, en) : words(`${zh}第${NUMERALS[Number(sentence)]}句`, `${en}, sentence ${sentence}`);
}

/**
 * The words of one sentence, heading or the title.
 *
 * @param id number of the sentence, e.g. `'A1.2'`
 * @throws InvalidCaseError when the policy has no sentence of that number
 */
export function sentence(id: string): string {
  const text = textSegments.find((s) => s.id === id)?.text;
  if (text === undefined) refuse({ path: 'id', code: 'undeclared', expected: words('本政策的条款编号', 'the number of a sentence of the policy'), received: show(id) });
  return text;
}
