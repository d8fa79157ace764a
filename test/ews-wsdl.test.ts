import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import t from 'tap';
import { operations } from '../src/ews/operations.js';
import { getFolderRequest, getFolderResponse } from '../src/ews-schema/operations/get-folder.js';
import { namespaces } from '../src/protocol/namespaces.js';
import { child, descendants, parseXml } from '../src/protocol/xml-document.js';
import { EwsSession } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { noXmllint, schemaViolations } from './acceptance/tools.js';
import { ask, call, closeAgents, owa } from './acceptance/wire.js';

// The WSDL and its schemas: what clients make themselves from.

const labs = new TestLabs('ews-wsdl');
const lab = await labs.start('wsdl');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

const token = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token;
const exoHost = 'outlook.office365.com';
const names = ['services.wsdl', 'messages.xsd', 'types.xsd'] as const;
const limits = { depth: 64, elements: 100_000 };

async function read(name: (typeof names)[number]): Promise<string> {
  const answer = await ask(lab, token, { method: 'GET', target: `/ews/${name}`, body: '' });
  t.equal(answer.status, 200, name);
  t.equal(answer.header('Content-Type'), 'text/xml');
  return answer.body;
}

t.test('they stand behind the door of EWS, in any case, on both sides, for reading only', async (t) => {
  const online = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user1@msxfaq.de', host: exoHost }).token;
  for (const name of names) {
    const text = await read(name);
    const shouted = await ask(lab, token, { method: 'GET', target: `/EWS/${name.toUpperCase()}?x=y`, body: '' });
    t.equal(shouted.body, text);
    const where = { url: lab.cloud.url, host: exoHost, target: `/ews/${name}` };
    t.equal((await ask(lab, online, { ...where, method: 'GET', body: '' })).body, text);
    const refused = await call(lab, { method: 'GET', target: `/ews/${name}`, headers: [['Authorization', 'Bearer']] });
    t.equal(refused.status, 401);
    t.match(refused.header('WWW-Authenticate'), /^Bearer client_id=/);
    t.equal((await call(lab, { ...where, method: 'GET' })).status, 401);
    t.equal((await ask(lab, token, { target: `/ews/${name}` })).status, 405, 'nothing can be posted to them');
  }
});

t.test('the page of EWS clients names every operation, and no other', async (t) => {
  const page = await readFile(new URL('../docs/ews-clients.md', import.meta.url), 'utf8');
  const table = page.slice(page.indexOf('## The operations')).split('\n## ')[0] ?? '';
  const rows = table.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| What'));
  const named = rows.flatMap(
    (row) =>
      row
        .split('|')[2]
        ?.replace(/:.*/, '')
        .match(/[A-Z]\w+/g) ?? [],
  );
  t.strictSame(named.toSorted(), operations.map(({ request }) => request.name.replace(/Request$/, '')).toSorted());
});

t.test('who asks the service for its WSDL is sent there', async (t) => {
  for (const query of ['wsdl', 'WSDL', 'singleWsdl']) {
    const answer = await ask(lab, token, { method: 'GET', target: `/ews/exchange.asmx?${query}`, body: '' });
    t.equal(answer.status, 307);
    t.equal(answer.header('Location'), `https://${owa}/EWS/Services.wsdl`);
  }
  t.equal((await call(lab, { method: 'GET', target: '/ews/exchange.asmx?wsdl' })).status, 401);
  const page = await ask(lab, token, { method: 'GET', target: '/ews/exchange.asmx?x', body: '' });
  t.match(page.body, `https://${owa}/EWS/Services.wsdl`);
});

t.test('the WSDL has every operation of the lab, as SOAP 1.1, with its headers', async (t) => {
  const root = parseXml(await read('services.wsdl'), limits);
  t.equal(root.attributes.targetNamespace, namespaces.ewsMessages);
  const binding = child(root, namespaces.wsdl, 'binding');
  t.equal(binding?.attributes.name, 'ExchangeServiceBinding');
  const expected = operations.map(({ request }) => request.name.replace(/Request$/, ''));
  for (const place of [binding, child(root, namespaces.wsdl, 'portType')]) {
    const found = place?.children.filter(({ name }) => name === 'operation').map(({ attributes }) => attributes.name);
    t.strictSame(found, expected);
  }
  const actions = descendants(root, 'operation').flatMap(({ attributes }) => attributes.soapAction ?? []);
  t.strictSame(
    actions,
    expected.map((name) => `${namespaces.ewsMessages}/${name}`),
  );
  const partsOf = (name: string) => {
    const message = root.children.find((one) => one.name === 'message' && one.attributes.name === name);
    return message?.children.map(({ attributes }) => `${attributes.name} ${attributes.element}`);
  };
  t.strictSame(partsOf('GetFolderSoapIn'), [
    'request tns:GetFolder',
    'Impersonation t:ExchangeImpersonation',
    'MailboxCulture t:MailboxCulture',
    'RequestVersion t:RequestServerVersion',
    'TimeZoneContext t:TimeZoneContext',
    'ManagementRole t:ManagementRole',
  ]);
  t.strictSame(partsOf('GetFolderSoapOut'), [
    'GetFolderResult tns:GetFolderResponse',
    'ServerVersion t:ServerVersionInfo',
  ]);
  t.strictSame(partsOf('GetUserAvailabilitySoapIn'), [
    'GetUserAvailabilityRequest tns:GetUserAvailabilityRequest',
    'Impersonation t:ExchangeImpersonation',
    'TimeZoneContext t:TimeZoneContext',
    'RequestVersion t:RequestServerVersion',
  ]);
});

t.test('the schemas compile, and hold what the lab says', { skip: noXmllint }, async (t) => {
  const session = new EwsSession(lab, 'user2@msxfaq.de');
  await session.ask(
    { request: getFolderRequest, response: getFolderResponse },
    {
      FolderShape: { BaseShape: 'AllProperties' },
      FolderIds: [{ DistinguishedFolderId: { Id: 'inbox' } }, { FolderId: { Id: 'AAAA' } }],
    },
  );
  const bodies = session.messages.map((text) => /<m:(\w+) .*<\/m:\1>/s.exec(text)?.[0] ?? '');
  const folder = t.testdir({
    'messages.xsd': await read('messages.xsd'),
    'types.xsd': await read('types.xsd'),
    ...Object.fromEntries(bodies.entries()),
    wrong: `<GetFolder xmlns="${namespaces.ewsMessages}"/>`,
  });
  const by = join(folder, 'messages.xsd');
  const files = bodies.map((_, index) => join(folder, `${index}`));
  t.equal(files.length, 2);
  t.equal(await schemaViolations(files, by), '');
  t.match(await schemaViolations(join(folder, 'wrong'), by), /Missing child element\(s\)/);
});

const run = promisify(execFile);
const python = '/usr/bin/python3';

async function zeepMissing(): Promise<string | false> {
  if (process.env.CI === 'true') return false;
  try {
    await run(python, ['-c', 'import zeep']);
    return false;
  } catch {
    return 'python3-zeep is not installed';
  }
}

/** Makes itself from the WSDL, asks for folders, and prints what the answer says; it reads answers strictly. */
const zeepClient = `
import json, sys
import requests, zeep
url, ca, host, token = sys.argv[1:5]
session = requests.Session()
session.verify = ca
session.trust_env = False
session.headers.update({'Authorization': 'Bearer ' + token, 'Host': host})
client = zeep.Client(url + '/ews/services.wsdl', transport=zeep.transports.Transport(session=session))
space = 'http://schemas.microsoft.com/exchange/services/2006/'
service = client.create_service('{' + space + 'messages}ExchangeServiceBinding', url + '/ews/exchange.asmx')
version = client.get_element('{' + space + 'types}RequestServerVersion')(Version='Exchange2013')
def ask(name):
    folder = {'_value_1': [{'DistinguishedFolderId': {'Id': name}}]}
    answer = service.GetFolder(FolderShape={'BaseShape': 'Default'}, FolderIds=folder, _soapheaders=[version])
    message = answer.body.ResponseMessages._value_1[0]['GetFolderResponseMessage']
    folders = message.Folders._value_1 if message.Folders else []
    return {
        'server': answer.header.ServerVersion.MajorVersion,
        'code': message.ResponseCode,
        'folders': [next(iter(folder.values())).DisplayName for folder in folders or []],
    }
print(json.dumps([ask('inbox'), ask('archive')]))
`;

t.test('zeep makes itself from the WSDL, and gets its folder', { skip: await zeepMissing() }, async (t) => {
  const url = lab.exchange.url.replace('127.0.0.1', 'localhost').replace(/\/$/, '');
  const { stdout } = await run(python, ['-c', zeepClient, url, lab.caFile, owa, token]);
  const [inbox, archive] = JSON.parse(stdout) as readonly { readonly code: string; readonly folders: string[] }[];
  t.strictSame(inbox, { server: 15, code: 'NoError', folders: ['Inbox'] });
  t.match(archive, { folders: [], code: 'ErrorFolderNotFound' });
});

t.test('the lab reports no mistakes of its own', async (t) => {
  t.strictSame(labs.defects, []);
});
