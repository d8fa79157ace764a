import { Failure } from '../../components/loaded.js';
import { Command } from '../../components/text-block.js';
import { program } from './log-choice.js';
import { LogReportCard } from './log-report.js';
import type { Logs } from './use-logs.js';

/** What became of logs: a report, or why there is none. */
export function LogOutcome({ logs: { busy, names, report, refused, error } }: { readonly logs: Logs }) {
  return (
    <>
      <p class={busy ? 'soft' : 'visually-hidden'} role="status">
        {busy ? `Reading ${names.join(', ')}…` : ''}
      </p>
      {error && <Failure error={error} />}
      {refused !== '' && (
        <div class="notice warn" role="alert">
          <p>{refused}</p>
          <Command text={`npx ${program} FILE`} />
        </div>
      )}
      {report && <LogReportCard report={report} />}
    </>
  );
}
