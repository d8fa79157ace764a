import t from 'tap';
import { namespaces } from '../src/protocol/namespaces.js';
import { descendants, parseXml } from '../src/protocol/xml-document.js';
import { TestLabs } from './acceptance/labs.js';
import { ask, closeAgents } from './acceptance/wire.js';

// What clients that nobody here wrote stumbled over, with their requests as they sent them.

const labs = new TestLabs('real-clients');
const lab = await labs.start('real-clients');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

const user = 'user2@msxfaq.de';
const token = lab.tokens.issue({ kind: 'actAsUser', mailbox: user }).token;

t.test('node-ews: a message that a WSDL has twice is made of its last part, so each is there once', async (t) => {
  const { body } = await ask(lab, token, { method: 'GET', target: '/ews/services.wsdl', body: '' });
  const root = parseXml(body, { depth: 64, elements: 100_000 });
  t.equal(root.namespace, namespaces.wsdl);
  const named = descendants(root, 'message').map(({ attributes }) => attributes.name);
  t.ok(named.length > 0);
  t.strictSame(
    named.filter((name, index) => named.indexOf(name) !== index),
    [],
  );
});

t.test('the lab reports no mistakes of its own', async (t) => {
  t.strictSame(labs.defects, []);
});
