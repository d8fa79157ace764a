import t from 'tap';
import { namespaces } from '../src/protocol/namespaces.js';
import { descendants, parseXml } from '../src/protocol/xml-document.js';
import { EwsSession } from './acceptance/ews-session.js';
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

/** An envelope as DavMail 6.0.1 writes it. */
function davmail(body: string): string {
  return `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><soap:Header><t:RequestServerVersion Version="Exchange2013_SP1"/></soap:Header><soap:Body>${body}</soap:Body></soap:Envelope>`;
}

t.test('DavMail: options that nobody has stored are not found, and the calendar goes on without them', async (t) => {
  const session = new EwsSession(lab, user);
  const asked = (folder: string) =>
    davmail(
      `<m:GetUserConfiguration><m:UserConfigurationName Name="OWA.UserOptions">${folder}</m:UserConfigurationName><m:UserConfigurationProperties>All</m:UserConfigurationProperties></m:GetUserConfiguration>`,
    );
  const { status, body } = await session.send(asked('<t:DistinguishedFolderId Id="root"/>'));
  t.equal(status, 200);
  t.match(body, /GetUserConfigurationResponseMessage ResponseClass="Error">.*<m:ResponseCode>ErrorItemNotFound</);
  t.match((await session.send(asked('<t:FolderId Id="AAAA"/>'))).body, '>ErrorInvalidIdMalformed<');
  t.match(
    (
      await session.send(
        asked(
          '<t:DistinguishedFolderId Id="root"><t:Mailbox><t:EmailAddress>nobody@msxfaq.de</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>',
        ),
      )
    ).body,
    '>ErrorNonExistentMailbox<',
  );
  await session.hold(t);
});

const deliveryTime = '<t:ExtendedFieldURI PropertyTag="0xe06" PropertyType="SystemTime"/>';

t.test('DavMail: a moment is said as Exchange says it, however it was written', async (t) => {
  const session = new EwsSession(lab, user);
  const { body: created } = await session.send(
    davmail(
      `<m:CreateItem MessageDisposition="SaveOnly"><m:SavedItemFolderId><t:DistinguishedFolderId Id="inbox"/></m:SavedItemFolderId><m:Items><t:Message><t:MimeContent>RnJvbTogYUBleGFtcGxlLmNvbQ0KVG86IHVzZXIyQG1zeGZhcS5kZQ0KU3ViamVjdDogQXBwZW5kZWQNCg0KSGVsbG8NCg==</t:MimeContent><t:ExtendedProperty>${deliveryTime}<t:Value>2026-09-21T14:13:20.000Z</t:Value></t:ExtendedProperty><t:ExtendedProperty><t:ExtendedFieldURI PropertyTag="0xe07" PropertyType="Integer"/><t:Value>1</t:Value></t:ExtendedProperty></t:Message></m:Items></m:CreateItem>`,
    ),
  );
  t.match(created, '>NoError<');
  const [, id = ''] = /<t:ItemId Id="([^"]+)"/.exec(created) ?? [];
  const { body } = await session.send(
    davmail(
      `<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>${deliveryTime}</t:AdditionalProperties></m:ItemShape><m:ItemIds><t:ItemId Id="${id}"/></m:ItemIds></m:GetItem>`,
    ),
  );
  t.match(body, '<t:Value>2026-09-21T14:13:20Z</t:Value>');
  await session.hold(t);
});

t.test('DavMail: it knows an id of an item by its length', async (t) => {
  const session = new EwsSession(lab, user);
  const find = `<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:ParentFolderIds><t:DistinguishedFolderId Id="contacts"/></m:ParentFolderIds></m:FindItem>`;
  const { body } = await session.send(davmail(find));
  const [, id = ''] = /<t:ItemId Id="([^"]+)"/.exec(body) ?? [];
  t.match(id, /^AAMkA[\w+/]{135,}={0,2}$/);
  t.equal(id.length, 152, 'as on public pages');
  await session.hold(t);
});

t.test('DavMail: it looks for appointments by whether they recur', async (t) => {
  const session = new EwsSession(lab, user);
  const recurs = (uri: string, value: boolean) =>
    `<t:IsEqualTo><t:ExtendedFieldURI ${uri} PropertyType="Boolean"/><t:FieldURIOrConstant><t:Constant Value="${value}"/></t:FieldURIOrConstant></t:IsEqualTo>`;
  const find = async (restriction: string) => {
    const { body } = await session.send(
      davmail(
        `<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties><t:ExtendedFieldURI PropertyTag="0xe23" PropertyType="Integer"/></t:AdditionalProperties></m:ItemShape><m:IndexedPageItemView MaxEntriesReturned="500" Offset="0" BasePoint="Beginning"/><m:Restriction>${restriction}</m:Restriction><m:SortOrder><t:FieldOrder Order="Ascending"><t:ExtendedFieldURI PropertyTag="0xe23" PropertyType="Integer"/></t:FieldOrder></m:SortOrder><m:ParentFolderIds><t:DistinguishedFolderId Id="calendar"/></m:ParentFolderIds></m:FindItem>`,
      ),
    );
    return Number(/TotalItemsInView="(\d+)"/.exec(body)?.[1]);
  };
  const named = 'DistinguishedPropertySetId="Appointment" PropertyId="33315"';
  const all = await find(`<t:Or>${recurs(named, true)}${recurs(named, false)}</t:Or>`);
  const series = await find(recurs(named, true));
  t.ok(series > 0 && series < all);
  const byGuid = 'PropertySetId="00062002-0000-0000-C000-000000000046" PropertyId="33315"';
  t.equal(await find(recurs(byGuid, true)), series, 'the set has two names');
  await session.hold(t);
});

t.test('the lab reports no mistakes of its own', async (t) => {
  t.strictSame(labs.defects, []);
});
