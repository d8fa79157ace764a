import { useEffect, useState } from 'preact/hooks';
import type { AuthCertificatesView } from '../../../shell/auth-certificates/view.js';
import { call } from '../../api/client.js';
import { type Doing, useDoing } from '../../components/action.js';
import { Loaded, useLoaded } from '../../components/loaded.js';
import { changes } from '../../state/lab.js';
import { ClockCard } from './clock-card.js';
import { KnownMatrix } from './known-matrix.js';
import { ShellAction } from './shell-action.js';
import { daysAround, yearsAround } from './time-axis.js';
import { TimeDrawing } from './time-drawing.js';
import { useNow } from './use-now.js';
import { gapsOf, minuteOf, momentsOf } from './words.js';

/** Previous, current and next auth certificate in time, who knows them, and what an admin does about it. */
export function AuthCertificateView() {
  const [passed, setPassed] = useState(0);
  const doing = useDoing();
  const loading = useLoaded(() => call<AuthCertificatesView>('GET', '/api/auth-certificates'), [changes.value, passed]);
  return (
    <>
      <div class="stack">
        <h1>Auth certificate</h1>
        <p class="lede">
          With this certificate the on-premises servers sign when they ask the cloud for a token. All of them must have
          it, the cloud must know its key, and it ends after five years.
        </p>
      </div>
      <Loaded from={loading}>{(view) => <Shown view={view} doing={doing} onPassed={setPassed} />}</Loaded>
    </>
  );
}

interface ShownProps {
  readonly view: AuthCertificatesView;
  readonly doing: Doing;
  /** Told how many of the certificates' moments are past: when that changes, so does what may be done. */
  readonly onPassed: (count: number) => void;
}

function Shown({ view, doing, onPassed }: ShownProps) {
  const now = useNow(Date.parse(view.time));
  const passed = momentsOf(view).filter((moment) => moment <= now).length;
  useEffect(() => onPassed(passed), [passed]);
  const isClock = ({ id }: AuthCertificatesView['actions'][number]) => id.startsWith('clock-');
  return (
    <div class="certificate-layout">
      <div class="stack">
        <Problems view={view} />
        <InTime view={view} now={now} />
        <section class="card">
          <h2>What each side knows</h2>
          {view.certificates.length === 0 ? (
            <p>No side knows any auth certificate: the servers can’t ask the cloud for a token.</p>
          ) : (
            <KnownMatrix certificates={view.certificates} now={now} />
          )}
        </section>
      </div>
      <div class="stack certificate-actions">
        <section class="card">
          <h2>Renew it</h2>
          <ol class="shell-actions">
            {view.actions
              .filter((action) => !isClock(action))
              .map((action) => (
                <ShellAction key={action.id} action={action} doing={doing} />
              ))}
          </ol>
        </section>
        <ClockCard actions={view.actions.filter(isClock)} now={now} doing={doing} />
      </div>
    </div>
  );
}

/** What is wrong: who lacks the current certificate, and what Microsoft's scripts find. */
function Problems({ view }: { readonly view: AuthCertificatesView }) {
  const gaps = gapsOf(view);
  const { problems } = view;
  return (
    <>
      {gaps.length > 0 && <Findings title="Not every side knows the current certificate" list={gaps} />}
      {problems.length > 0 && <Findings title="What Microsoft’s monitoring scripts find" list={problems} />}
      {gaps.length + problems.length === 0 && (
        <p class="notice good">
          Every side knows the current certificate, and Microsoft’s monitoring scripts find nothing wrong.
        </p>
      )}
    </>
  );
}

function Findings({ title, list }: { readonly title: string; readonly list: readonly string[] }) {
  return (
    <div class="notice warn">
      <p>
        <strong>{title}:</strong>
      </p>
      <ul>
        {list.map((finding) => (
          <li key={finding}>{finding}</li>
        ))}
      </ul>
    </div>
  );
}

function InTime({ view, now }: { readonly view: AuthCertificatesView; readonly now: number }) {
  const moments = momentsOf(view);
  const near = daysAround(now, moments);
  return (
    <section class="card">
      <h2>In time</h2>
      <ConfigFacts view={view} />
      {view.certificates.length > 0 && (
        <TimeDrawing
          view={view}
          span={yearsAround([now, ...moments])}
          now={now}
          name="The certificates from year to year; the table below has their dates."
        />
      )}
      {near && (
        <>
          <h3>The days around now</h3>
          <TimeDrawing
            view={view}
            span={near}
            now={now}
            name="The certificates in the days around now; the table below has their dates."
          />
        </>
      )}
    </section>
  );
}

/** What Get-AuthConfig shows. */
function ConfigFacts({ view: { authConfig } }: { readonly view: AuthCertificatesView }) {
  const { current, next, nextEffectiveDate } = authConfig;
  return (
    <p>
      {current === null ? 'There is no current certificate.' : 'The servers sign with the current one.'}{' '}
      {next === null && 'No next one is set.'}
      {next !== null && nextEffectiveDate !== null && (
        <>
          The next one takes effect on <strong>{minuteOf(nextEffectiveDate)}</strong>: the diamond.
        </>
      )}
    </p>
  );
}
