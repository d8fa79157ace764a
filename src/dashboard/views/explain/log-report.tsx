import type { LogAnswer } from '../../../control/routes/analyze-log.js';
import type { FailureGroup } from '../../../evidence/log-analysis/report.js';
import { Scrolls } from '../../components/fields.js';
import { FixSteps } from '../../components/fix-steps.js';
import { ScenarioLink } from '../../components/scenario-link.js';
import { CopyButton, TextBlock } from '../../components/text-block.js';
import { type CauseGroup, causeGroups, counted, logVerdict, normalFacts, number, period } from './log-words.js';

const mostClients = 10;

/** What logs say: how many calls failed, and why. */
export function LogReportCard({ report }: { readonly report: LogAnswer }) {
  const { tone, sentence } = logVerdict(report);
  const groups = causeGroups(report);
  return (
    <section class="card log-report">
      <div class="card-head">
        <h2>What the logs say</h2>
        <div class="side">
          <CopyButton text={report.text} name="Copy as text" />
        </div>
      </div>
      <p class={`notice ${tone}`}>
        <strong>{sentence}</strong>
      </p>
      <Summary report={report} />
      {groups.map((group) => (
        <CauseOfFailures key={group.key} group={group} />
      ))}
      {report.lumped > 0 && <p>{counted(report.lumped, 'more failure')} of further clients and causes.</p>}
      <Problems report={report} />
      <details>
        <summary>As text</summary>
        <TextBlock text={report.text} />
      </details>
    </section>
  );
}

function Summary({ report }: { readonly report: LogAnswer }) {
  const { files, lines, range } = report;
  return (
    <div class="columns">
      <dl class="facts">
        <dt>Read</dt>
        <dd>
          {counted(files.length, 'file')}, {counted(lines, 'line')}
        </dd>
        <dt>Of</dt>
        <dd>{period(range.first, range.last)}</dd>
        <dt>Files</dt>
        <dd>
          {files.map(({ file, lines: count }) => (
            <div key={file}>
              {file} <span class="soft">({counted(count, 'line')})</span>
            </div>
          ))}
        </dd>
      </dl>
      <dl class="facts">
        {normalFacts(report).map(([what, value]) => (
          <Fact key={what} what={what} value={value} />
        ))}
      </dl>
    </div>
  );
}

function Fact({ what, value }: { readonly what: string; readonly value: string }) {
  return (
    <>
      <dt>{what}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** A cause, its clients, and what to do. */
function CauseOfFailures({ group }: { readonly group: CauseGroup }) {
  const { title, cause, count, clients } = group;
  return (
    <article class="cause">
      <h3>
        {number(count)} × {title} {cause && <span class="soft small">{cause.id}</span>}
      </h3>
      <p>{clients[0].symptom}</p>
      <CauseFacts group={group} />
      <Clients clients={clients} />
      {cause ? (
        <>
          <h4>What to do</h4>
          <FixSteps steps={cause.fix} />
          <ScenarioLink id={cause.scenario} />
        </>
      ) : (
        <p>Paste one of these lines, with the one before it of the same client, into the box.</p>
      )}
    </article>
  );
}

function CauseFacts({ group: { cause, others, first, last, clients } }: { readonly group: CauseGroup }) {
  const [{ diagnostics, symptom }] = clients;
  return (
    <dl class="facts">
      <Fact what="When" value={period(first, last)} />
      {diagnostics !== null && !symptom.includes(diagnostics) && <Fact what="x-ms-diagnostics" value={diagnostics} />}
      {others.length > 0 && <Fact what={cause ? 'Or' : 'Possible'} value={others.join('; ')} />}
    </dl>
  );
}

function Clients({ clients }: { readonly clients: readonly FailureGroup[] }) {
  return (
    <Scrolls label="Clients">
      <table>
        <thead>
          <tr>
            <th scope="col">Calls</th>
            <th scope="col">Client</th>
            <th scope="col">To</th>
            <th scope="col">When</th>
            <th scope="col">For example</th>
          </tr>
        </thead>
        <tbody>
          {clients.slice(0, mostClients).map((group) => (
            <tr key={`${group.client} ${group.status} ${group.causes.join()}`}>
              <td>{number(group.count)}</td>
              <td class="wrap">
                {group.client}
                <div class="soft small">{group.userAgents.join(', ')}</div>
              </td>
              <td class="wrap">{group.hosts.join(', ') || '–'}</td>
              <td>{period(group.first, group.last)}</td>
              <td class="value">{group.examples.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {clients.length > mostClients && <p class="soft">and {counted(clients.length - mostClients, 'more client')}</p>}
    </Scrolls>
  );
}

function Problems({ report: { problems, problemsNotShown } }: { readonly report: LogAnswer }) {
  if (problems.length === 0) return null;
  return (
    <details>
      <summary>{counted(problems.length + problemsNotShown, 'line')} could not be read</summary>
      <ul>
        {problems.map(({ file, line, what }) => (
          <li key={`${file}:${line}`}>
            {file}:{line}: {what}
          </li>
        ))}
      </ul>
      {problemsNotShown > 0 && <p>and {number(problemsNotShown)} more</p>}
    </details>
  );
}
