import type { ComponentChildren } from 'preact';
import { useEffect, useErrorBoundary, useRef } from 'preact/hooks';
import { tokenWanted } from './api/client.js';
import { refusal } from './api/events.js';
import { ActiveFaults } from './components/active-faults.js';
import { LabClock } from './components/lab-clock.js';
import { TokenForm } from './components/token-form.js';
import { linkTo, route } from './router.js';
import { connection } from './state/lab.js';
import { nextTheme, theme } from './state/theme.js';
import { type View, views } from './views.js';

const navigation = views.filter(({ navigation: name }) => name !== undefined);

/** The page: its head, what is broken at present, and the view that the address names. */
export function App() {
  const [path = '', id = ''] = route.value.parts;
  const view = views.find((candidate) => candidate.path === path);
  const main = useRef<HTMLElement>(null);
  const shown = useRef('');
  useEffect(() => {
    document.title = [...(id === '' ? [] : [id]), view?.title ?? 'Not found', 'exchange-oauth-lab'].join(' · ');
    const address = `${path}/${id}`;
    // Another view begins at its top, for a screen reader and the keyboard too; the first one is where a page begins anyway.
    if (shown.current !== '' && shown.current !== address) {
      main.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    shown.current = address;
  }, [path, id]);
  return (
    <>
      <button type="button" class="skip-link" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <Head path={path} />
      <main ref={main} tabIndex={-1}>
        <Content view={view} id={id} />
      </main>
    </>
  );
}

function Content({ view, id }: { readonly view: View | undefined; readonly id: string }) {
  if (tokenWanted.value) return <TokenForm />;
  if (refusal.value !== undefined) return <Refused sentence={refusal.value} />;
  if (!view) return <NotFound />;
  const Component = view.component;
  const address = `${view.path}/${id}`;
  return (
    <Guarded key={address}>
      <ActiveFaults />
      <Component id={id} key={address} />
    </Guarded>
  );
}

/** Says what went wrong where a view can't be drawn; the rest of the page stays. */
function Guarded({ children }: { readonly children: ComponentChildren }) {
  const [error, again] = useErrorBoundary((reason: unknown) => console.error(reason));
  if (error === undefined) return <>{children}</>;
  return (
    <div class="card">
      <h1>This view can’t be shown</h1>
      <div class="notice bad" role="alert">
        <p>{String(error)}</p>
      </div>
      <p>
        It is a fault of the page, or an answer of the lab that the page does not understand. The browser’s console has
        more of it.
      </p>
      <div class="row">
        <button type="button" onClick={again}>
          Try once more
        </button>
        <a href={linkTo()}>Back to the handshake</a>
      </div>
    </div>
  );
}

/** The lab answers, but not to this page: it was called by another name, or from elsewhere. */
function Refused({ sentence }: { readonly sentence: string }) {
  return (
    <div class="card">
      <h1>The lab does not answer this page</h1>
      <div class="notice bad" role="alert">
        <p>{sentence}</p>
      </div>
    </div>
  );
}

function Head({ path }: { readonly path: string }) {
  return (
    <header class="page-head">
      <a class="brand" href={linkTo()}>
        <img src="dashboard/style/icon.svg" alt="" />
        exchange-oauth-lab
      </a>
      <nav aria-label="Views">
        <ul>
          {navigation.map(({ path: target, navigation: name }) => (
            <li key={target}>
              <a href={linkTo(target)} aria-current={isWithin(path, target) ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="head-side">
        <LabClock />
        <span class={`status-light ${connection.value}`} role="status">
          {connectionWord()}
        </span>
        <button type="button" class="plain" onClick={nextTheme}>
          <span class="visually-hidden">Theme: </span>
          {theme.value}
        </button>
      </div>
    </header>
  );
}

function connectionWord(): string {
  if (tokenWanted.value) return 'token wanted';
  if (refusal.value !== undefined) return 'refused';
  return { connecting: 'connecting', live: 'live', lost: 'no answer' }[connection.value];
}

/** A transaction belongs to the handshake, a scenario to the scenarios. */
function isWithin(path: string, target: string): boolean {
  if (target === '') return path === '' || path === 'transactions' || path === 'calls';
  return path === target || (target === 'scenarios' && path === 'scenario');
}

function NotFound() {
  return (
    <div class="card">
      <h1>There is no such view</h1>
      <p>
        Go back to <a href={linkTo()}>the handshake</a>.
      </p>
    </div>
  );
}
