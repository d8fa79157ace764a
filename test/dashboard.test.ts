import { gzipSync } from 'node:zlib';
import t from 'tap';
import { request } from 'undici';
import { axeViolations, noBrowser, openBrowser, openPage, pressUntilFocused } from './acceptance/browser.js';
import { TestLabs } from './acceptance/labs.js';
import { screenshot } from './acceptance/pictures.js';
import { views } from './acceptance/views.js';

// The lab's page, as a browser opens it.

const labs = new TestLabs('dashboard');
t.teardown(() => labs.close());
const lab = await labs.start('lab');

const browser = noBrowser ? undefined : await openBrowser(t);

t.test('what the page may do is little', async (t) => {
  const { statusCode, headers, body } = await request(lab.control.url);
  await body.dump();
  t.equal(statusCode, 200);
  t.equal(headers['content-type'], 'text/html; charset=utf-8');
  t.equal(headers['x-content-type-options'], 'nosniff');
  const policy = String(headers['content-security-policy']).split(/; */);
  for (const directive of [
    "default-src 'none'",
    "style-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]) {
    t.ok(policy.includes(directive), directive);
  }
  t.ok(
    policy.some((directive) => /^script-src 'self' 'sha256-[\w+/]{43}='$/.test(directive)),
    'of scripts in the page itself the import map alone',
  );
  t.notMatch(policy.join(), /unsafe|\*|https?:|data:/, 'nothing inline, nothing from elsewhere');
});

for (const { hash, heading, picture } of views) {
  for (const colorScheme of ['light', 'dark'] as const) {
    t.test(`the view '${hash}', ${colorScheme}`, { skip: noBrowser }, async (t) => {
      const { page, complaints } = await openPage(browser, `${lab.control.url}/${hash}`, { colorScheme });
      await page.getByRole('heading', { name: heading, exact: true }).waitFor();
      t.strictSame(await axeViolations(page), []);
      const [content, window] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      );
      t.ok(content <= window, `${content} pixels fit into ${window}`);
      if (picture && colorScheme === 'light') {
        const taken = await screenshot(page, picture, labs.directory);
        t.match(taken, { width: 1280, height: 720 });
        t.ok(taken.bytes > 5000, `${picture} shows something`);
      }
      t.strictSame(complaints, []);
      await page.context().close();
    });
  }
}

t.test('by keyboard: past the head, and from view to view', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await openPage(browser, lab.control.url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await pressUntilFocused(page, 'button', 'Skip to the content');
  await page.keyboard.press('Enter');
  t.equal(await page.evaluate('document.activeElement.localName'), 'main');
  await page.reload();
  for (const { heading } of views.slice(1)) {
    const name = heading === 'Run a test' ? 'Test' : heading === 'Decode and explain' ? 'Explain' : heading;
    const link = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });
    await link.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
    t.equal(await link.getAttribute('aria-current'), 'page');
    t.equal(await page.evaluate('document.activeElement.localName'), 'main', 'the focus goes to where the view begins');
  }
  t.strictSame(complaints, []);
  await page.context().close();
});

t.test('the first load is small', { skip: noBrowser }, async (t) => {
  const { page } = await openPage(browser, 'about:blank');
  const loaded: Promise<number>[] = [];
  page.on('response', (response) => {
    const isAsset = new URL(response.url()).pathname.match(/^\/(?:dashboard\/.*)?$/);
    if (isAsset) loaded.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(lab.control.url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const sizes = await Promise.all(loaded);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  t.ok(sizes.length > 20 && total < 150 * 1024, `${sizes.length} files, ${total} bytes gzipped`);
  await page.context().close();
});

t.test('the lab made no mistake of its own', async (t) => {
  t.strictSame(labs.defects, []);
});
