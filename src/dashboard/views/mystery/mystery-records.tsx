import type { MysteryReport, ReportedMystery } from '../../../scenarios/mystery/report.js';
import { call, readFile } from '../../api/client.js';
import { ActionButton, useDoing } from '../../components/action.js';
import { Scrolls } from '../../components/fields.js';
import { Failure, Loaded, useLoaded } from '../../components/loaded.js';
import { Command } from '../../components/text-block.js';

/** The teacher's report: every mystery of this lab, and the report to keep. */
export function MysteryRecords({ version }: { readonly version: string }) {
  const report = useLoaded(() => call<MysteryReport>('GET', '/api/mysteries/report'), [version]);
  return (
    <section class="card" aria-labelledby="records-heading">
      <h2 id="records-heading">All mysteries of this lab</h2>
      <Loaded from={report}>
        {({ mysteries, damaged }) => (
          <>
            {mysteries.length === 0 ? <p class="soft">There has been none yet.</p> : <Records mysteries={mysteries} />}
            {damaged.map(({ file, why }) => (
              <p key={file} class="notice warn">
                {file} is no record of a mystery: {why}. It is left out.
              </p>
            ))}
          </>
        )}
      </Loaded>
      <Downloads />
    </section>
  );
}

const columns = [
  ...['Date (UTC)', 'Student', 'Seed', 'Difficulty', 'Faults', 'Outcome', 'Minutes', 'Hints'],
  ...['Wrong answers', 'Wrong changes'],
];

function cellsOf(one: ReportedMystery): readonly (string | number)[] {
  return [
    ...[one.date.slice(0, 16).replace('T', ' '), one.student, one.seed, one.difficulty, one.faults.join('; ')],
    ...[one.outcome, one.minutes ?? '', one.hints, one.wrongAnswers, one.wrongChanges],
  ];
}

function Records({ mysteries }: { readonly mysteries: readonly ReportedMystery[] }) {
  return (
    <Scrolls label="Mysteries, the latest first">
      <table>
        <thead>
          <tr>
            {columns.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {mysteries.toReversed().map((one) => (
            <tr key={`${one.date} ${one.student}`}>
              {cellsOf(one).map((cell, index) => (
                <td key={columns[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

function Downloads() {
  const doing = useDoing();
  const download = (format: 'csv' | 'html') => async () => {
    save(await readFile(`/api/mysteries/report?format=${format}`), `mystery-report.${format}`);
  };
  return (
    <div class="stack">
      <div class="row">
        <ActionButton doing={doing} onDo={download('html')}>
          Download the report to print (HTML)
        </ActionButton>
        <ActionButton doing={doing} onDo={download('csv')}>
          Download it for a spreadsheet (CSV)
        </ActionButton>
      </div>
      <Command
        text="npx exchange-oauth-lab scenarios report --format html > report.html"
        label="The same in a terminal"
      />
      {doing.error && <Failure error={doing.error} />}
    </div>
  );
}

/** Gives the browser a file to keep: a link alone could not send the lab's token. */
function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
