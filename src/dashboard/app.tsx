import { useEffect, useRef } from 'preact/hooks';
import { tokenWanted } from './api/client.js';
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
    document.title = `${view?.title ?? 'Not found'} · exchange-oauth-lab`;
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
        {tokenWanted.value ? <TokenForm /> : <Content view={view} id={id} />}
      </main>
    </>
  );
}

function Content({ view, id }: { readonly view: View | undefined; readonly id: string }) {
  if (!view) return <NotFound />;
  const Component = view.component;
  return (
    <>
      <ActiveFaults />
      <Component id={id} key={`${view.path}/${id}`} />
    </>
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
          {{ connecting: 'connecting', live: 'live', lost: 'no answer' }[connection.value]}
        </span>
        <button type="button" class="plain" onClick={nextTheme}>
          <span class="visually-hidden">Theme: </span>
          {theme.value}
        </button>
      </div>
    </header>
  );
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
