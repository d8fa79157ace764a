// Asks the lab of `npm start` for next week's free/busy, as user2 asks the on-premises server; needs nothing but Node.
import { readFileSync } from 'node:fs';
import { request } from 'node:https';

const control = 'http://127.0.0.1:8025';
const day = 24 * 60 * 60 * 1000;
const local = (moment) => new Date(moment).toISOString().slice(0, 10);
const [from, to] = [Date.now(), Date.now() + 7 * day].map((moment) => `${local(moment)}T00:00:00`);
const mailboxes = process.argv.slice(2);
const { ca } = await (await fetch(`${control}/api/lab`)).json();

const order = { kind: 'actAsUser', mailbox: 'user2@msxfaq.de' };
const made = await fetch(`${control}/api/tokens`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(order),
});
const { token } = await made.json();

const mailboxData = mailboxes.map(
  (address) =>
    `<t:MailboxData><t:Email><t:Address>${address}</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData>`,
);
const body = `<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages">
  <soap:Header>
    <t:RequestServerVersion Version="Exchange2013"/>
    <t:TimeZoneContext><t:TimeZoneDefinition Id="W. Europe Standard Time"/></t:TimeZoneContext>
  </soap:Header>
  <soap:Body>
    <m:GetUserAvailabilityRequest>
      <m:MailboxDataArray>${mailboxData.join('')}</m:MailboxDataArray>
      <t:FreeBusyViewOptions>
        <t:TimeWindow><t:StartTime>${from}</t:StartTime><t:EndTime>${to}</t:EndTime></t:TimeWindow>
        <t:MergedFreeBusyIntervalInMinutes>60</t:MergedFreeBusyIntervalInMinutes>
        <t:RequestedView>FreeBusyMerged</t:RequestedView>
      </t:FreeBusyViewOptions>
    </m:GetUserAvailabilityRequest>
  </soap:Body>
</soap:Envelope>`;

const call = request(
  {
    host: '127.0.0.1',
    port: 8443,
    servername: 'owa.msxfaq.de',
    ca: readFileSync(ca),
    method: 'POST',
    path: '/ews/exchange.asmx',
    headers: { Host: 'owa.msxfaq.de', Authorization: `Bearer ${token}`, 'Content-Type': 'text/xml; charset=utf-8' },
  },
  async (answer) => {
    const text = (await answer.toArray()).join('');
    const found = text.match(/<FreeBusyResponse>.*?<\/FreeBusyResponse>/gs) ?? [text];
    found.forEach((one, index) => {
      const merged = /<MergedFreeBusy[^>]*>(\d+)</.exec(one)?.[1];
      console.log(mailboxes[index], merged?.match(/.{24}/g)?.join('\n  ') ?? one);
    });
  },
);
call.end(body);
