import { fileURLToPath } from 'node:url';
import t from 'tap';
import type { Lab } from '../src/index.js';
import { placesOf, runClient } from './acceptance/foreign-client.js';
import { TestLabs } from './acceptance/labs.js';
import { missing } from './acceptance/tools.js';

// exchangelib, a client that we did not write, does its work on both sides.

const labs = new TestLabs('exchangelib');
t.teardown(() => labs.close());

const python = '/usr/bin/python3';
const skip = await missing(python, ['-c', 'import exchangelib']);
const script = fileURLToPath(new URL('acceptance/clients/exchangelib_client.py', import.meta.url));

const user = 'user2@msxfaq.de';
const colleague = 'admin@msxfaq.de';

function exchangelib(lab: Lab, steps: readonly string[], more: object = {}) {
  return runClient(python, [script], {
    ca: lab.caFile,
    places: placesOf(lab),
    endpoint: 'https://owa.msxfaq.de/EWS/Exchange.asmx',
    token: lab.tokens.issue({ kind: 'actAsUser', mailbox: user }).token,
    mailbox: user,
    colleague,
    steps,
    ...more,
  });
}

t.test('on-premises', { skip }, async (t) => {
  const lab = await labs.start('on-premises');
  const outcomes = await exchangelib(lab, (process.env.STEPS ?? 'version').split(','));
  console.error(JSON.stringify(outcomes, null, 1).replaceAll('\\n', '\n'));
  t.equal(outcomes.connect, true);
});
