import { capture, document, inferred, type Subject, testsOf, versions } from '../rows.js';

const manners = testsOf('manners');

const known = testsOf('exchange')(
  'what other virtual directories answer > Autodiscover says where EWS is, for who exists',
);
const lacking = manners('Autodiscover says what it lacks, of users and of settings');

const own = testsOf('autodiscover');
const wsdl = testsOf('ews-wsdl');
const headers = testsOf('ews-headers');

/** Autodiscover behind the door, and what stands beside the messages of EWS. */
export const autodiscover: Subject = {
  title: 'Autodiscover, WSDL and SOAP headers',
  rows: [
    {
      id: 'autodiscover/settings',
      what: 'GetUserSettings: `ExternalEwsUrl`, `ExternalEwsVersion` (`15.02.2562.017`), `NoError` for the message and for each user',
      versions: versions.all,
      evidence: document('facts/ews-clients §2.1', 'openSpecs'),
      witness: known,
    },
    {
      id: 'autodiscover/header',
      what: 'Its header: `Action` `…/Autodiscover/GetUserSettingsResponse`, ServerVersionInfo with the build and `Exchange2015`',
      versions: versions.all,
      evidence: document('the elements; which Version a build names was not seen', 'openSpecs'),
      witness: lacking,
    },
    {
      id: 'autodiscover/unknown',
      what: "`InvalidUser`, `Invalid user: '…'`",
      versions: versions.all,
      evidence: document('the code; the sentence is from memory', 'openSpecs'),
      witness: lacking,
    },
    {
      id: 'autodiscover/setting',
      what: "`SettingIsNotAvailable`, `User setting '…' is not available. `",
      versions: versions.all,
      evidence: capture('an answer of 15.1', 'ewsJsTrace'),
      witness: lacking,
    },
    {
      id: 'autodiscover/redirect',
      what: '`RedirectAddress`, `Redirection address.` with the target address of a mailbox of the other side',
      versions: versions.all,
      evidence: document('"Handling Autodiscover error messages"', 'clientDeveloper'),
      witness: own('a mailbox of the other side is asked for there, and found'),
    },
    {
      id: 'autodiscover/version',
      what: '`InvalidRequest`, `The RequestedServerVersion header is missing or invalid.`',
      versions: versions.all,
      evidence: capture('issue 140, of Exchange Online', 'managedApi'),
      witness: own('a request that is no good as a whole has an error instead of answers'),
    },
    {
      id: 'autodiscover/operations',
      what: 'GetDomainSettings, GetFederationInformation (`NotFederated`), GetOrganizationRelationshipSettings',
      versions: versions.all,
      evidence: document('elements and codes', 'openSpecs'),
      witness: own('GetFederationInformation tells what delegated authentication needs'),
    },
    {
      id: 'autodiscover/faults',
      what: 'SOAP faults `a:ActionNotSupported`, `a:MessageAddressingHeaderRequired`, `s:MustUnderstand`',
      versions: versions.all,
      evidence: inferred('the words are those of WCF and of WS-Addressing 1.0'),
      witness: own('what no operation is asked with gets a SOAP fault, never a bare 500'),
    },
    {
      id: 'autodiscover/pox',
      what: 'POX: protocols EXCH, EXPR, WEB and EXHTTP, `redirectAddr`; a number as ServerVersion',
      versions: versions.all,
      evidence: document('the reference of POX Autodiscover', 'clientDeveloper'),
      witness: own('POX gives a mailbox’s settings, or where to ask for them'),
    },
    {
      id: 'autodiscover/pox-errors',
      what: "POX: `600` `Invalid Request`, `500` `The email address can't be found.`, the latter for every application",
      versions: versions.all,
      evidence: document('answers in full', 'clientDeveloper', 'poxApplication'),
      witness: own('POX’s errors are documents'),
    },
    {
      id: 'wsdl/documents',
      what: '`/ews/services.wsdl`, `messages.xsd`, `types.xsd`: header parts of each operation; POST is 405',
      versions: versions.all,
      evidence: document('the parts; 405 is of issue 243', 'ewsStack', 'managedApi'),
      witness: wsdl('the WSDL has every operation of the lab, as SOAP 1.1, with its headers'),
    },
    {
      id: 'wsdl/redirect',
      what: '`/ews/exchange.asmx?wsdl` is redirected to the WSDL',
      versions: versions.all,
      evidence: inferred('WCF’s page names another place, and its documentation says that it redirects there'),
      witness: wsdl('who asks the service for its WSDL is sent there'),
    },
    {
      id: 'headers/newer-version',
      what: 'Exchange 2019 and SE answer `Exchange2019` and `V2018_01_08` with `ErrorInvalidRequest`; Exchange Online takes the latter',
      versions: versions.all,
      evidence: capture('facts/ews-clients §3.3', 'exchangelib'),
      witness: headers('each server knows the versions of its schema'),
    },
    {
      id: 'headers/impersonation',
      what: 'ConnectingSID by principal name, SID, primary or any SMTP address; `ErrorNonPrimarySmtpAddress` with the primary one',
      versions: versions.all,
      evidence: document('response codes and ConnectingSID; its sentence', 'clientDeveloper', 'exchangelib'),
      witness: headers('an application that may impersonate names the account in one of four ways'),
    },
    {
      id: 'headers/must-understand',
      what: '`s:MustUnderstand` for a header that must be understood and is not',
      versions: versions.all,
      evidence: capture('.NET’s words', 'dotnetWcf'),
      witness: headers('what must be understood and is not, what is documented as wrong, and what nobody may'),
    },
  ],
};
