import { document, inferred, type Subject, testsOf, versions } from '../rows.js';

const monitoring = testsOf('monitoring');
const place = (section: string) => `CSS-Exchange; facts/oauth-outbound-admin §${section}`;
const states = monitoring('the states of the monitor and their thresholds: the first that fits');
const report = monitoring('the words of the report, line by line');
const free = monitoring('FreeBusyChecker finds nothing in a healthy lab, and each thing that is broken, in its words');
const health = monitoring('HealthChecker looks at the hybrid, the dedicated application and Extended Protection');
const tomorrow = monitoring(
  'less than 24 hours, but tomorrow: valid to the monitor, expired and not expired to HealthChecker',
);

/** The scripts that watch the auth certificate. */
export const monitoringScripts: Subject = {
  title: 'The scripts that watch the auth certificate',
  rows: [
    {
      id: 'monitoring/states',
      what: 'MonitorExchangeAuthCertificate.ps1: five states, the first that fits; 60 days of the current certificate, 120 of the next; missing on one server goes before due',
      versions: versions.onPremises,
      evidence: document(place('4.2')),
      witness: states,
    },
    {
      id: 'monitoring/days',
      what: 'Days are truncated towards zero, and a certificate that ends today counts as expired',
      versions: versions.onPremises,
      evidence: document(place('4.2, step 5')),
      witness: [
        monitoring('days are truncated towards zero, and what expires today counts as expired'),
        monitoring('the last second of the last day: the monitor says expired, the certificate is not'),
      ],
    },
    {
      id: 'monitoring/midnight',
      what: 'A day of the server begins at midnight UTC; its lists of servers are full names; a script that gives no verdict says -1 day',
      versions: versions.onPremises,
      evidence: inferred('the order of the steps in facts/oauth-outbound-admin §4.2; servers in the lab run in UTC'),
      witness: monitoring('days are truncated towards zero, and what expires today counts as expired'),
    },
    {
      id: 'monitoring/object',
      what: 'The properties of its object, in their order',
      versions: versions.onPremises,
      evidence: document(place('4.2')),
      witness: monitoring('a healthy lab is checked: the object’s properties in order, the lines, over HTTP too'),
    },
    {
      id: 'monitoring/hybrid',
      what: 'In a hybrid organisation even a check prints `We have not made any configuration change because Exchange Hybrid has been detected in your environment.` and no test result; imports are never stopped',
      versions: versions.onPremises,
      evidence: document(place('4.2, 4.4')),
      witness: [
        monitoring('in a hybrid organisation even a check prints the hybrid text and no test result'),
        monitoring('hybrid stops what makes a new certificate, never an import'),
      ],
    },
    {
      id: 'monitoring/words',
      what: 'The lines of the report and of an unreachable server',
      versions: versions.onPremises,
      evidence: document(place('4.4')),
      witness: [report, monitoring('a server that is switched off: no verdict, or a verdict without it')],
    },
    {
      id: 'monitoring/replace',
      what: 'Replace: next, publish, clear previous, restart of the Service Host, OWA and ECP; the internal transport certificate is put back',
      versions: versions.onPremises,
      evidence: document(place('4.3')),
      witness: monitoring('an expired certificate is replaced at once, and the transport certificate is what it was'),
    },
    {
      id: 'monitoring/next',
      what: 'The next certificate becomes current after 30 days, 4, 2, or now; enforced: now',
      versions: versions.onPremises,
      evidence: document(place('4.3')),
      witness: [
        monitoring('the next certificate waits 30 days, 4, 2, or not at all'),
        monitoring('a certificate enforced, with a lifetime of one’s own, is current at once'),
      ],
    },
    {
      id: 'monitoring/import',
      what: 'A certificate is exported where it is and imported where it is missing',
      versions: versions.onPremises,
      evidence: document(place('4.3')),
      witness: monitoring('a certificate that is missing on a server of another site is imported there, hybrid or not'),
    },
    {
      id: 'monitoring/empty-line',
      what: "The script's mistake: a failed import of the next certificate prints an empty line",
      versions: versions.onPremises,
      evidence: document(place('4.4')),
      witness: monitoring('a failed import of the next certificate prints an empty line, as the script’s mistake does'),
    },
    {
      id: 'monitoring/colours',
      what: "HealthChecker: `Lifetime in days` is green from 60, yellow from 30; it differs from the monitor's 60 and 120",
      versions: versions.onPremises,
      evidence: document(place('4.5')),
      witness: monitoring(
        'colours change at 60 and 30 days, the monitor acts at 60 of the current and 120 of the next',
      ),
    },
    {
      id: 'monitoring/tomorrow',
      what: 'With less than 24 hours left, HealthChecker says at once that the certificate has not expired and `Auth Certificate has expired`; the monitor counts 0 days',
      versions: versions.onPremises,
      evidence: document(place('4.5, last paragraph')),
      witness: tomorrow,
    },
    {
      id: 'monitoring/health',
      what: "HealthChecker's findings about certificates, hybrid, the dedicated application and Extended Protection",
      versions: versions.onPremises,
      evidence: document(place('4.5')),
      witness: [
        health,
        monitoring('HealthChecker: no auth certificate on the server, a small key, a web server’s judged by real time'),
      ],
    },
    {
      id: 'monitoring/free-busy',
      what: "FreeBusyChecker's findings: virtual directories, Get-AuthConfig, the certificate on each server, the partner application and its account, the connector, Test-OAuthConnectivity",
      versions: versions.onPremises,
      evidence: document(place('3.6, 4.5')),
      witness: [free, monitoring('FreeBusyChecker: no certificate assigned at all')],
    },
  ],
};
