import type { Check, TokenReport } from '../../../evidence/token-report/token-report.js';
import { Scrolls } from '../../components/fields.js';
import { Tabs } from '../../components/tabs.js';
import { TextBlock } from '../../components/text-block.js';
import { TokenParts } from '../../components/token-parts.js';
import { ValidityChart } from '../../components/validity-chart.js';
import { answerLead, checksByPart, checkWords, headed, tokenTitle, tokenVerdict, whatIsMissing } from './words.js';

/** What the moment is called that a token is judged for. */
const judged = 'the moment it is judged for';

/** What a token says, and what Exchange would make of it. */
export function TokenReportCard({ report, heading }: { readonly report: TokenReport; readonly heading: string }) {
  const { tone, sentence } = tokenVerdict(report);
  const missing = whatIsMissing(report);
  return (
    <section class="card token-report">
      <h2>{heading}</h2>
      <div class={`notice ${tone}`}>
        <p>
          <strong>{sentence}</strong>
        </p>
      </div>
      {report.firstRefusal !== undefined && <TextBlock label={answerLead(report)} text={report.firstRefusal} wraps />}
      {missing && <p class="notice warn">{missing}</p>}
      <TokenFacts report={report} />
      <Tabs
        label="What the token says"
        tabs={[
          { id: 'checks', title: 'Checks, in Exchange’s order', content: () => <Checks checks={report.checks} /> },
          { id: 'claims', title: 'Claims', content: () => <TokenParts part={report.token} seenFrom={judged} /> },
          {
            id: 'validity',
            title: 'Validity',
            content: () => <ValidityChart token={report.token} time={report.time} what={judged} />,
          },
        ]}
      />
    </section>
  );
}

function TokenFacts({ report }: { readonly report: TokenReport }) {
  const { kind, time, host } = report;
  return (
    <dl class="facts">
      <dt>What it is</dt>
      <dd>{tokenTitle(report)}</dd>
      {kind && (
        <>
          <dt>Its kind</dt>
          <dd>
            {kind.name}: {kind.because}
          </dd>
          <dt>On its way</dt>
          <dd>{kind.direction}</dd>
        </>
      )}
      <dt>Judged for</dt>
      <dd>
        {time.replace('T', ' ').replace(/\.\d+Z|Z/, ' UTC')}, {host === undefined ? 'no host given' : `host ${host}`}
      </dd>
    </dl>
  );
}

/** The checklist: what was compared, token by token. */
function Checks({ checks }: { readonly checks: readonly Check[] }) {
  const parts = checksByPart(checks);
  return (
    <Scrolls label="Checks of the token">
      <table class="checks">
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Result</th>
            <th scope="col">What was compared</th>
          </tr>
        </thead>
        {parts.map(([part, ofPart]) => (
          <tbody key={part}>
            {parts.length > 1 && (
              <tr>
                <th scope="rowgroup" colSpan={3}>
                  {headed(part)}
                </th>
              </tr>
            )}
            {ofPart.map((check) => (
              <CheckRow key={`${check.name} ${check.claim ?? ''} ${check.detail}`} check={check} />
            ))}
          </tbody>
        ))}
      </table>
    </Scrolls>
  );
}

function CheckRow({ check: { name, claim, verdict, detail, answer } }: { readonly check: Check }) {
  const { word, tone } = checkWords[verdict];
  return (
    <tr>
      <td>
        {name}
        {claim !== undefined && claim !== name && <div class="soft small mono">{claim}</div>}
      </td>
      <td>
        <span class={`badge ${tone}`}>{word}</span>
      </td>
      <td class="wrap">
        {detail}
        {answer !== undefined && <div class="mono soft wrap">{answer}</div>}
      </td>
    </tr>
  );
}
