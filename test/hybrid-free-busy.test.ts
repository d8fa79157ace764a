import t from 'tap';
import { availability, freeBusy, mailboxData, thisWeek, timeZoneContext, verdicts } from './acceptance/availability.js';
import { EwsSession, exchangeOnline } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';

/** A client of one side's EWS asks for a mailbox of the other side: the servers ask each other, as in life. */

const labs = new TestLabs('hybrid-free-busy');
t.teardown(() => labs.close());
const lab = await labs.start('shared');

const [inCloud, onPremises] = ['user1@msxfaq.de', 'user2@msxfaq.de'];
const client = { cloud: new EwsSession(lab, inCloud, exchangeOnline(lab)), premises: new EwsSession(lab, onPremises) };
const monday = {
  TimeWindow: { StartTime: thisWeek(lab, 0, '08:00'), EndTime: thisWeek(lab, 0, '12:00') },
};
const detailed = { ...monday, RequestedView: ['DetailedMerged' as const] };

/** Requests since a moment that servers made for their users, by side and user agent; with a token, so the second ones. */
function proxied(after: string | undefined): readonly string[] {
  return lab.transactions
    .list({ ...(after ? { after } : {}), limit: 1000 })
    .filter(({ response }) => response.status === 200)
    .flatMap(({ request, side }) => {
      const agent = request.headers.find(([name]) => name.toLowerCase() === 'user-agent')?.[1] ?? '';
      return agent.startsWith('AS') ? [`${side} ${agent.split('/', 1)[0]}`] : [];
    })
    .toSorted();
}
const now = () => lab.transactions.list({ limit: 1 }).at(-1)?.id;

t.test('a client on-premises sees when a mailbox in the cloud is busy, and the other way round', async (t) => {
  for (const [asking, wanted, side] of [
    [client.premises, inCloud, 'Cloud'],
    [client.cloud, onPremises, 'OnPremises'],
  ] as const) {
    const before = now();
    const [answer] = await freeBusy(asking, [wanted], detailed);
    t.match(answer, {
      ResponseMessage: { ResponseClass: 'Success', ResponseCode: 'NoError' },
      FreeBusyView: {
        FreeBusyViewType: ['FreeBusyMerged'],
        MergedFreeBusy: '00202200',
        CalendarEventArray: {
          CalendarEvent: [
            { StartTime: thisWeek(lab, 0, '09:00'), EndTime: thisWeek(lab, 0, '09:30'), BusyType: 'Busy' },
            { StartTime: thisWeek(lab, 0, '10:00'), EndTime: thisWeek(lab, 0, '11:00'), BusyType: 'Busy' },
          ],
        },
        WorkingHours: { TimeZone: { Bias: -60 } },
      },
    });
    t.strictSame(proxied(before), [`${side} ASAutoDiscover`, `${side} ASProxy`], 'Autodiscover, then EWS');
  }
});

t.test('the caller’s view and zone go with the question', async (t) => {
  const [merged] = await freeBusy(client.premises, [inCloud], {
    ...monday,
    MergedFreeBusyIntervalInMinutes: 60,
    RequestedView: ['MergedOnly'],
  });
  t.match(merged?.FreeBusyView, { FreeBusyViewType: ['MergedOnly'], MergedFreeBusy: '0220' });
  t.notOk(merged?.FreeBusyView?.CalendarEventArray);
  const never = { Bias: 0, Time: '00:00:00', DayOrder: 0, Month: 0, DayOfWeek: 'Sunday' } as const;
  const newYork = { Bias: 300, StandardTime: never, DaylightTime: never };
  const day = { StartTime: thisWeek(lab, 0, '00:00'), EndTime: thisWeek(lab, 0, '08:00') };
  const options = { TimeWindow: day, RequestedView: ['FreeBusy' as const] };
  const [[far], [near]] = [
    await freeBusy(client.premises, [inCloud], options, newYork),
    await freeBusy(client.cloud, [inCloud], options, newYork),
  ];
  t.ok(near?.FreeBusyView?.CalendarEventArray?.CalendarEvent?.length);
  t.strictSame(far?.FreeBusyView?.CalendarEventArray, near?.FreeBusyView?.CalendarEventArray, 'as it is shown there');
});

t.test('the permission of the calendar over there decides how much is seen', async (t) => {
  const allow = (AccessRights: string) =>
    lab.cmdlet(
      'Set-MailboxFolderPermission',
      { Identity: 'user1:\\Calendar', User: 'Default', AccessRights },
      { session: 'Cloud' },
    );
  await allow('LimitedDetails');
  const [limited] = await freeBusy(client.premises, [inCloud], detailed);
  t.match(limited?.FreeBusyView, {
    FreeBusyViewType: ['DetailedMerged'],
    CalendarEventArray: { CalendarEvent: [{ CalendarEventDetails: { Subject: 'Stand-up', Location: 'Teams' } }, {}] },
  });
  await allow('None');
  t.strictSame(verdicts(await freeBusy(client.premises, [inCloud], detailed)), [
    'ErrorNoFreeBusyAccess: Microsoft.Exchange.InfoWorker.Common.Availability.NoFreeBusyAccessException: The caller does not have access to free/busy data.',
  ]);
  await lab.scenarios.reset();
});

t.test('mailboxes of both sides in one request: each has its place, the other side is asked once', async (t) => {
  const before = now();
  const routing = 'user1@msxfaq.mail.onmicrosoft.com';
  const answers = await freeBusy(
    client.premises,
    ['admin@msxfaq.de', inCloud, 'nobody@msxfaq.de', routing, onPremises],
    monday,
  );
  t.strictSame(
    verdicts(answers).map((verdict) => verdict.split(':', 1)[0]),
    ['NoError', 'NoError', 'ErrorMailRecipientNotFound', 'NoError', 'NoError'],
  );
  t.same(
    answers.map(({ FreeBusyView }) => FreeBusyView?.MergedFreeBusy),
    ['00202200', '00202200', undefined, '00202200', '00202200'],
  );
  t.strictSame(proxied(before), ['Cloud ASAutoDiscover', 'Cloud ASProxy']);
});

t.test('times for a meeting are proposed across the hybrid', async (t) => {
  const { SuggestionsResponse } = await client.premises.ask(
    availability,
    {
      MailboxDataArray: mailboxData([onPremises, inCloud]),
      SuggestionsViewOptions: { DetailedSuggestionsWindow: monday.TimeWindow },
    },
    timeZoneContext('W. Europe Standard Time'),
  );
  t.match(SuggestionsResponse?.SuggestionDayResultArray?.SuggestionDayResult, [
    {
      DayQuality: 'Excellent',
      SuggestionArray: {
        Suggestion: [
          {
            MeetingTime: thisWeek(lab, 0, '08:00'),
            SuggestionQuality: 'Excellent',
            AttendeeConflictDataArray: {
              conflicts: [
                { IndividualAttendeeConflictData: { BusyType: 'Free' } },
                { IndividualAttendeeConflictData: { BusyType: 'Free' } },
              ],
            },
          },
          { MeetingTime: thisWeek(lab, 0, '11:00') },
        ],
      },
    },
  ]);
});

t.test('who comes from another organisation is not passed on: nobody is asked in a circle', async (t) => {
  const words =
    /^ErrorProxyRequestNotAllowed: The cross-organization request for mailbox \S+ is not allowed because the requester is from a different organization$/;
  const before = now();
  const agent = [['User-Agent', 'ASProxy/CrossForest/EmailDomain/15.02.2562.017'] as const];
  const headers = [['Content-Type', 'text/xml; charset=utf-8'] as const, ...agent];
  const server = new EwsSession(lab, onPremises, { headers });
  t.match(verdicts(await freeBusy(server, [inCloud, onPremises], monday)), [words, 'NoError']);
  const guest = new EwsSession(lab, inCloud); // his mailbox is in the cloud, and he asks on-premises
  t.match(verdicts(await freeBusy(guest, [inCloud, onPremises], monday)), [words, 'NoError']);
  const guestInCloud = new EwsSession(lab, onPremises, exchangeOnline(lab));
  t.match(verdicts(await freeBusy(guestInCloud, [onPremises, inCloud], monday)), [words, 'NoError']);
  t.strictSame(proxied(before), ['OnPremises ASProxy'], 'nothing but the request that comes as one');
});

t.test('another tenant is another organisation', async (t) => {
  const stranger = 'user1@contoso.onmicrosoft.com';
  t.match(verdicts(await freeBusy(client.cloud, [stranger], monday)), [/^ErrorMailRecipientNotFound: /]);
  await lab.cmdlet(
    'New-OrganizationRelationship',
    { Name: 'Contoso', DomainNames: 'contoso.onmicrosoft.com', FreeBusyAccessEnabled: true },
    { session: 'Cloud' },
  );
  t.match(verdicts(await freeBusy(client.cloud, [stranger], monday)), [
    /^ErrorProxyRequestProcessingFailed: \[lab\] .* DAuth by the organization relationship 'Contoso'/,
  ]);
  await lab.scenarios.reset();
});

type Step = readonly [
  cmdlet: string,
  parameters: Readonly<Record<string, string | boolean>>,
  session: 'Cloud' | 'OnPremises',
];
const connector = (session: Step[2], parameters: Step[1]): Step => [
  'Set-IntraOrganizationConnector',
  { Identity: 'HybridIOC - 1f0c9b2e-7a45-4d38-8e61-c3b5d7f90a24', ...parameters },
  session,
];
const relationship = (session: Step[2], parameters: Step[1]): Step => [
  'Set-OrganizationRelationship',
  {
    Identity: `${session === 'Cloud' ? 'O365 to On-premises' : 'On-premises to O365'} - 1f0c9b2e-7a45-4d38-8e61-c3b5d7f90a24`,
    ...parameters,
  },
  session,
];
const cloud = { session: 'Cloud' } as const;
const connectorTo = (TargetSharingEpr: string) => connector('Cloud', { TargetSharingEpr })[1];
const restart: Step = ['iisreset', {}, 'OnPremises'];
const autodiscover = 'https://autodiscover.msxfaq.de/autodiscover/autodiscover.svc';

const causes: readonly (readonly [what: string, asks: 'Cloud' | 'OnPremises', steps: readonly Step[], RegExp])[] = [
  [
    'the connector is disabled: the relationship counts',
    'OnPremises',
    [connector('OnPremises', { Enabled: false })],
    /^ErrorProxyRequestProcessingFailed: \[lab\] No enabled IntraOrganizationConnector has the domain msxfaq\.mail\.onmicrosoft\.com, so Exchange uses DAuth/,
  ],
  [
    'the relationship shares no free/busy',
    'Cloud',
    [connector('Cloud', { Enabled: false }), relationship('Cloud', { FreeBusyAccessEnabled: false })],
    /^ErrorProxyRequestNotAllowed: \[lab\] .* has FreeBusyAccessEnabled off\.$/,
  ],
  [
    'there is neither',
    'Cloud',
    [connector('Cloud', { TargetAddressDomains: 'old.msxfaq.de' }), relationship('Cloud', { Enabled: false })],
    /^ErrorAddressSpaceNotFound: Configuration information for forest\/domain msxfaq\.de could not be found in Active Directory\.$/,
  ],
  [
    'TargetSharingEpr leads to no EWS',
    'Cloud',
    [connector('Cloud', { TargetSharingEpr: 'https://owa.msxfaq.de/ews/none.asmx' })],
    /^ErrorProxyRequestProcessingFailed: Proxy web request failed\. , inner exception: The request failed with HTTP status code 404 Not Found\.$/,
  ],
  [
    'TargetSharingEpr names a host that is not there',
    'Cloud',
    [connector('Cloud', { TargetSharingEpr: 'https://nowhere.msxfaq.de/ews/exchange.asmx' })],
    /^ErrorProxyRequestProcessingFailed: Proxy web request failed\. , inner exception: System\.Net\.WebException: The remote name could not be resolved: 'nowhere\.msxfaq\.de'$/,
  ],
  [
    'Autodiscover is not at the DiscoveryEndpoint',
    'Cloud',
    [connector('Cloud', { DiscoveryEndpoint: `${autodiscover}s` })],
    /^ErrorAutoDiscoverFailed: Autodiscover failed for email address user2@msxfaq\.de with error System\.Net\.WebException: The request failed with HTTP status code 404 Not Found\.$/,
  ],
  [
    'Autodiscover does not know the user',
    'Cloud',
    [['Remove-Mailbox', { Identity: 'user2', Confirm: false }, 'OnPremises'], restart],
    /^ErrorAutoDiscoverFailed: The response from the Autodiscover service at 'https:\/\/autodiscover\.msxfaq\.de\/autodiscover\/autodiscover\.svc' failed due to an error in user setting 'ExternalEwsUrl'\. Error message: InvalidUser\.$/,
  ],
  [
    'Autodiscover takes no OAuth',
    'Cloud',
    [
      [
        'Set-AutodiscoverVirtualDirectory',
        { Identity: 'EX01\\Autodiscover (Default Web Site)', OAuthAuthentication: false },
        'OnPremises',
      ],
      restart,
    ],
    /^ErrorAutoDiscoverFailed: Autodiscover failed for email address\. ,inner exception: The request failed with HTTP status 401: Unauthorized/,
  ],
  [
    'the cloud does not know the auth certificate any more',
    'OnPremises',
    [restart],
    /^ErrorAutoDiscoverFailed: Autodiscover failed for email address\. ,inner exception: The request failed with HTTP status 401: Unauthorized/,
  ],
  [
    'EWS of the tenant is switched off',
    'OnPremises',
    [['Set-OrganizationConfig', { EwsEnabled: false }, 'Cloud']],
    /^ErrorProxyRequestProcessingFailed: Proxy web request failed\. , inner exception: The request failed with HTTP status 403/,
  ],
  [
    'the application has no linked account',
    'Cloud',
    [['Set-PartnerApplication', { Identity: 'Exchange Online', LinkedAccount: '$null' }, 'OnPremises'], restart],
    /^ErrorProxyRequestProcessingFailed: Proxy web request failed\. , inner exception: System\.Web\.Services\.Protocols\.SoapException: The application is missing a linked account for RBAC roles, or/,
  ],
  [
    'something else answers for EWS',
    'Cloud',
    [
      ['Set-LabPublishing', { Answer: 'HtmlPage' }, 'OnPremises'],
      connector('Cloud', { TargetSharingEpr: 'https://owa.msxfaq.de/ews/exchange.asmx' }),
    ],
    /^ErrorProxyRequestProcessingFailed: Proxy web request failed\., inner exception: Response is not well-formed XML$/,
  ],
  [
    'the web proxy lets nobody through',
    'OnPremises',
    [
      ['Set-ExchangeServer', { Identity: 'EX01', InternetWebProxy: 'http://proxy.msxfaq.de:8080' }, 'OnPremises'],
      ['Set-LabWebProxy', { Rule: 'Forbid' }, 'OnPremises'],
    ],
    /^ErrorAutoDiscoverFailed: .*The remote server returned an error: \(403\) Forbidden\.$/,
  ],
];

t.test('what goes wrong is the free/busy error that an admin sees', async (t) => {
  for (const [what, asks, steps, expected] of causes) {
    if (/auth certificate/.test(what)) await forgetKeys();
    for (const [cmdlet, parameters, session] of steps) await lab.cmdlet(cmdlet, parameters, { session });
    const [asking, wanted, own] =
      asks === 'Cloud' ? [client.cloud, onPremises, inCloud] : [client.premises, inCloud, onPremises];
    const [far = '', near] = verdicts(await freeBusy(asking, [wanted, own], monday));
    t.match(far, expected, what);
    t.equal(near, 'NoError', `${what}: those of the own side are answered`);
    const lookUp = lab.cmdlet('Get-LabFreeBusy', { TargetMailbox: wanted, Mailbox: own }, { session: asks });
    const said = await lookUp.then(
      ({ output }) => String(output[0]?.Error),
      (error: Error) => error.message,
    );
    t.equal(far.slice(far.indexOf(': ') + 2), said, `${what}: the cmdlet says the same`);
    await lab.scenarios.reset();
  }
});

async function forgetKeys(): Promise<void> {
  const name = { ServicePrincipalName: '00000002-0000-0ff1-ce00-000000000000' };
  const { output } = await lab.cmdlet('Get-MsolServicePrincipalCredential', { ...name, ReturnKeyValues: false });
  await lab.cmdlet('Remove-MsolServicePrincipalCredential', {
    ...name,
    KeyIds: output.map(({ KeyId }) => String(KeyId)),
  });
}

t.test('on-premises the event log tells of it, once for a request', async (t) => {
  await lab.cmdlet('Set-OrganizationConfig', { EwsEnabled: false }, { session: 'Cloud' });
  await freeBusy(client.premises, [inCloud, 'user1@msxfaq.mail.onmicrosoft.com'], monday);
  const events = lab.eventLog.list('Application').filter(({ source }) => source === 'MSExchange Availability');
  t.match(events, [
    {
      eventId: 4002,
      message: /Proxy request CrossForest from Requester:user2@msxfaq\.de to https:\/\/outlook\.office365\.com/,
    },
  ]);
  t.equal(events.length, 1);
  await lab.scenarios.reset();
});

t.test('an answer that does not come in time', async (t) => {
  const slow = await labs.start('slow', { responseTimeoutMs: 300 });
  await slow.cmdlet('Set-IntraOrganizationConnector', connectorTo('https://owa.msxfaq.de/ews/exchange.asmx'), cloud);
  await slow.cmdlet('Set-LabPublishing', { Body: 'Slow' });
  const asking = new EwsSession(slow, inCloud, exchangeOnline(slow));
  t.strictSame(verdicts(await freeBusy(asking, [onPremises], monday)), [
    "ErrorTimeoutExpired: Request could not be processed in time. Timeout occurred during 'Waiting-For-Request-Completion'.",
  ]);
});

t.test('all messages are valid, and the labs of this file made no mistake', async (t) => {
  await client.premises.hold(t);
  await client.cloud.hold(t);
  t.strictSame(labs.defects, []);
});
