import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import t from 'tap';
import { axeViolations, noBrowser, openBrowser, openPage, pressUntilFocused } from './acceptance/browser.js';
import { hostileTexts, markupFrom } from './acceptance/hostile.js';
import { takePicture } from './acceptance/pictures.js';

// The tools of the dashboard's tests see faults: a page that has each of them, served as the lab serves its own.

const folder = mkdtempSync(join(tmpdir(), 'browser-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));

const browser = noBrowser ? undefined : await openBrowser(t);

const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";

/** Serves texts by path, HTML unless it is a script. */
async function serve(pages: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>>) {
  const server: Server = createServer(({ url = '' }, response) => {
    const text = pages[url];
    const type = url.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
    response.writeHead(text === undefined ? 404 : 200, { 'Content-Type': type, ...headers }).end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.closeAllConnections());
  t.teardown(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const page = (body: string, head = '') =>
  `<!doctype html><html lang="en"><head><title>A page</title>${head}</head><body><main><h1>A page</h1>${body}</main></body></html>`;

const elsewhere = 'http://localhost:9/dot.png';

t.test('a page with faults', { skip: noBrowser }, async (t) => {
  const url = await serve(
    {
      '/': page(
        `<input id="unlabelled"><img src="${elsewhere}" alt=""><script>globalThis.inline = true</script>`,
        '<script src="/faults.js" defer></script>',
      ),
      '/faults.js': `console.error('it went wrong'); console.warn('it may go wrong');
        fetch('/gone');
        try { document.querySelector('h1').innerHTML = 'x'; } catch {}
        new EventSource('http://localhost:9/events').onerror = ({ target }) => target.close();
        setTimeout(() => { throw new Error('nobody catches this'); });`,
    },
    { 'Content-Security-Policy': policy },
  );
  const { page: opened, complaints } = await openPage(browser, url);
  const expected = [
    'CSP: connect-src http://localhost:9/events',
    `CSP: img-src ${elsewhere}`,
    'CSP: require-trusted-types-for trusted-types-sink',
    'CSP: script-src-elem inline',
    `console error: Failed to load resource: the server responded with a status of 404 (Not Found) (${url}/gone)`,
    'console error: it went wrong',
    `foreign request: ${elsewhere}`,
    'foreign request: http://localhost:9/events',
    'uncaught error: nobody catches this',
  ];
  while (complaints.length < expected.length) await pause(20); // they come one by one
  t.strictSame(complaints.toSorted(), expected);
  t.equal(await opened.evaluate('globalThis.inline'), undefined, 'the policy is on');
  t.strictSame(await axeViolations(opened), ['label (critical) #unlabelled: <input id="unlabelled">']);
});

t.test('a page without faults', { skip: noBrowser }, async (t) => {
  const url = await serve(
    { '/': page('<p>All is well.</p><script src="/well.js"></script>'), '/well.js': `console.log('all is well')` },
    { 'Content-Security-Policy': policy },
  );
  const { page: opened, complaints } = await openPage(browser, url);
  t.strictSame(await axeViolations(opened), []);
  t.strictSame(complaints, []);
});

t.test('the Tab key alone', { skip: noBrowser }, async (t) => {
  const body = '<button>First</button><a href="#here">Second</a><button tabindex="-1">Left out</button>';
  const url = await serve({ '/': page(body) }, {});
  const { page: opened } = await openPage(browser, url);
  await pressUntilFocused(opened, 'link', 'Second');
  t.equal(await opened.evaluate('document.activeElement.textContent'), 'Second');
  await t.rejects(pressUntilFocused(opened, 'button', 'Left out', 5), {
    message: /^Tab does not come to button 'Left out'; it came to .*button 'First'.*a 'Second'/,
  });
});

t.test('pictures have the size of the window, and text in them', { skip: noBrowser }, async (t) => {
  const lines = (family: string) =>
    ['iiiiiiii', 'WWWWWWWW'].map((text) => `<p><span style="font-family: ${family}">${text}</span></p>`).join('');
  const url = await serve({ '/': page(lines('sans-serif') + lines('monospace')) }, {});
  const { page: opened } = await openPage(browser, url, { width: 640, height: 360, colorScheme: 'dark' });
  t.equal(await opened.evaluate(`matchMedia('(prefers-color-scheme: dark)').matches`), true);
  const [narrow = 0, wide = 0, first, second] = await opened.evaluate<number[]>(
    `[...document.querySelectorAll('span')].map((span) => span.getBoundingClientRect().width)`,
  );
  t.ok(wide > narrow && narrow > 0, 'there is a font with letters in it');
  t.equal(first, second, 'and one of which all letters are as wide');
  const written = await takePicture(opened, join(folder, 'written.png'));
  await opened.evaluate(`document.body.style.visibility = 'hidden'`);
  const empty = await takePicture(opened, join(folder, 'empty.png'));
  t.match(written, { width: 640, height: 360 });
  t.ok(written.bytes > empty.bytes, `${written.bytes} bytes with text, ${empty.bytes} without`);
});

/** Careless ways to show a text. */
const sinks = {
  markup: '(text) => void (place.innerHTML = text)',
  attribute: `(text) => void (place.innerHTML = '<a href="' + text + '">x</a>')`,
  'attribute in single quotes': `(text) => void (place.innerHTML = "<a href='" + text + "'>x</a>")`,
  'markup decoded twice': '(text) => { place.innerHTML = text; place.innerHTML = place.textContent; }',
  template: '(text) => new Function("return `" + text + "`")()',
  text: '(text) => void (place.textContent = place.title = text)',
};

t.test('hostile texts are seen where a page is careless, and only there', { skip: noBrowser }, async (t) => {
  const url = await serve({ '/': page('<div id="place"></div>') }, {});
  const { page: opened } = await openPage(browser, url);
  const caught = async (text: string, sink: string) => {
    await opened.evaluate(`place.replaceChildren(), delete globalThis.hostile`);
    await opened.evaluate(`try { (${sink})(${JSON.stringify(text)}) } catch {}`);
    return (await markupFrom(opened)).length > 0;
  };
  const { text: careful, ...careless } = sinks;
  for (const text of hostileTexts.filter((text) => text !== '__proto__')) {
    const places: string[] = [];
    for (const [name, sink] of Object.entries(careless)) if (await caught(text, sink)) places.push(name);
    t.not(places.length, 0, `${JSON.stringify(text)}: ${places.join(', ')}`);
  }
  await opened.goto(url); // nothing that runs late is left
  for (const text of hostileTexts) t.notOk(await caught(text, careful), `${JSON.stringify(text)} as text`);
});
