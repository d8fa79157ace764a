import { capture, document, inferred, observed2013, type Subject, seedPage, testsOf, versions } from '../rows.js';

const connectivity = testsOf('connectivity');
const hybrid = testsOf('hybrid');
const shell = testsOf('shell');

const fromCloud = connectivity('Detail > of a success from the cloud shows the whole ladder, the body and the headers');
const fromPremises = connectivity(
  'Detail > of a success from on-premises takes the tenant from the auth server, and a German date',
);
const old = connectivity('Detail > of Exchange 2013 has its own words on the way to the token, and no diagnostics');
const wholeLog = hybrid('Detail on the way to the cloud is laid out as Exchange does it');
const reloaded = connectivity('Detail > shows the true time of the configuration when it was reloaded');
const refused = connectivity('Detail > of a refused token ends with the diagnostics glued to the last frame');
const shape = capture('facts/oauth-outbound-admin §1.4', 'proxy403');

/** The object that Test-OAuthConnectivity gives back, and the lines of its Detail outside the log. */
export const detail: Subject = {
  title: 'Test-OAuthConnectivity: result and Detail',
  rows: [
    {
      id: 'detail/object',
      what: 'Task, Detail, ResultType, Identity (`Microsoft.Exchange.Security.OAuth.ValidationResultNodeId`), IsValid (True, in errors too), ObjectState (New), in this order',
      versions: versions.all,
      evidence: document('facts/oauth-outbound-admin §1.2, §1.3', 'configureOAuth'),
      witness: hybrid('both directions, every service: challenge, token, answer'),
    },
    {
      id: 'detail/task',
      what: '`Checking EWS API Call Under Oauth`',
      versions: versions.all,
      evidence: capture('facts/oauth-outbound-admin §1.3', 'slides'),
      witness: fromCloud,
    },
    {
      id: 'detail/indent',
      what: 'Format-List puts the further lines of Detail under the first, 14 blanks in',
      versions: versions.all,
      evidence: capture('facts/oauth-outbound-admin §1.3', 'seed'),
      witness: shell('Format-List puts further lines under the first: 14 blanks under Detail'),
    },
    {
      id: 'detail/table',
      what: 'Format-Table has the columns `Task` and `ResultType`',
      versions: versions.all,
      evidence: capture('facts/oauth-outbound-admin §1.3; whether Detail is a column too is not known', 'slides'),
      witness: shell('Format-List puts further lines under the first: 14 blanks under Detail'),
    },
    {
      id: 'detail/never-throws',
      what: 'A failure of the network, the token service or the target is a result of type Error, not a terminating error',
      versions: versions.all,
      evidence: seedPage('its table of failures'),
      witness: hybrid('the seed page’s table of failures, each broken, mended and reset > name-not-resolved'),
    },
    {
      id: 'detail/year-one',
      what: '`The configuration was last successfully loaded at 1/1/0001 12:00:00 AM UTC. This was 1065517200 minutes ago.`: a date that was never set, the minutes since year 1 rounded down',
      versions: versions.all,
      evidence: shape,
      witness: connectivity('Detail > counts the minutes since year 1 down to the minute'),
    },
    {
      id: 'detail/culture',
      what: "The date is in the server's culture: `01.01.0001 00:00:00`",
      versions: versions.all,
      evidence: capture('facts/oauth-outbound-admin §1.4 rule 1: en-NZ, es, da, nl', 'proxy403', 'qaChina'),
      witness: fromPremises,
    },
    {
      id: 'detail/reloaded',
      what: 'After -ReloadConfig the line shows the time of loading',
      versions: versions.all,
      evidence: inferred('the text of the line'),
      witness: reloaded,
    },
    {
      id: 'detail/cache',
      what: '`The token cache is being cleared because "use cached token" was set to false.`, without -UseCachedToken',
      versions: versions.all,
      evidence: shape,
      witness: fromCloud,
    },
    {
      id: 'detail/headings',
      what: '`Exchange Outbound Oauth Log:`, `Client request ID: {guid}`, an empty line behind the log, `Exchange Response Details:`',
      versions: versions.all,
      evidence: shape,
      witness: wholeLog,
    },
    {
      id: 'detail/response',
      what: '`HTTP response message: ` with the body, empty in errors',
      versions: versions.all,
      evidence: shape,
      witness: fromCloud,
    },
    {
      id: 'detail/values',
      what: '`Values for header {X}: {value}`, on one line',
      versions: versions.all,
      evidence: inferred('the text of the line, which was observed without its value'),
      witness: fromCloud,
    },
    {
      id: 'detail/diagnostics',
      what: '`, diagnostics: {x-ms-diagnostics}` right behind the last line of the stack',
      versions: versions.newer,
      evidence: capture('facts/oauth-outbound-admin §1.4 rule 4', 'qaUser', 'seed'),
      witness: refused,
    },
    {
      id: 'detail/diagnostics-2013',
      what: 'No diagnostics behind the stack',
      versions: versions.only2013,
      evidence: observed2013('facts/oauth-inbound §6'),
      witness: old,
    },
    {
      id: 'detail/second-challenge',
      what: 'A second challenge is not answered: the call ends with its 401',
      versions: versions.all,
      evidence: seedPage('two requests per call'),
      witness: refused,
    },
  ],
};
