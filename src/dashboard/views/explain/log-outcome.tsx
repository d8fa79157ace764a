import { Failure } from '../../components/loaded.js';
import { Command } from '../../components/text-block.js';
import { program } from './log-choice.js';
import { LogReportCard } from './log-report.js';
import type { Logs } from './use-logs.js';

/** What became of logs: a report, or why there is none. */
export function LogOutcome({ logs: { doing, names, report, refused } }: { readonly logs: Logs }) {
  return (
    <>
      <p class={doing.busy ? 'soft' : 'visually-hidden'} role="status">
        {doing.busy ? `Reading ${names.join(', ')}…` : ''}
      </p>
      {doing.error && <Failure error={doing.error} />}
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
