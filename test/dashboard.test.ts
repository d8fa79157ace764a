import t from 'tap';
import { request } from 'undici';
import { axeViolations, noBrowser, openBrowser, openPage } from './acceptance/browser.js';
import { TestLabs } from './acceptance/labs.js';
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
  for (const directive of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"]) {
    t.ok(policy.includes(directive), directive);
  }
  t.notMatch(policy.join(), /unsafe|\*|https?:|data:/, 'nothing inline, nothing from elsewhere');
});

for (const { hash, heading } of views) {
  for (const colorScheme of ['light', 'dark'] as const) {
    t.test(`the view '${hash}', ${colorScheme}`, { skip: noBrowser }, async (t) => {
      const { page, complaints } = await openPage(browser, `${lab.control.url}/${hash}`, { colorScheme });
      await page.getByRole('heading', { name: heading, exact: true }).waitFor();
      t.strictSame(await axeViolations(page), []);
      const [content, window] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      );
      t.ok(content <= window, `${content} pixels fit into ${window}`);
      t.strictSame(complaints, []);
      await page.context().close();
    });
  }
}

t.test('the lab made no mistake of its own', async (t) => {
  t.strictSame(labs.defects, []);
});
