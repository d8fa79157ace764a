import { describeOption, environmentVariableOf, flagOf, labOptionNames } from '../config.js';
import { paths } from '../protocol/well-known.js';
import type { Cmdlet } from '../shell/cmdlet.js';
import { commonParameters } from '../shell/parameter-binder.js';
import { cmdlets } from '../shell/registry.js';
import { clientParameters } from './run-remote-cmdlet.js';

export const exitCodeHelp = `Exit codes: 0 done and nothing wrong found; 1 a failure was found, or the thing tested is broken;
            2 wrong usage, or nothing readable.`;

export function mainHelp(): string {
  return `exchange-oauth-lab: an Exchange hybrid on one machine, to break, look at and mend.

  exchange-oauth-lab start [options]                 start the lab and serve until Ctrl-C
  exchange-oauth-lab scenarios list                  failures there are
  exchange-oauth-lab scenarios activate ID           switch one on, and read its ticket
  exchange-oauth-lab scenarios run ID                break, test, mend, test; run --all: every one
  exchange-oauth-lab scenarios reset                 back to healthy; scenarios --help: hints, solutions …
  exchange-oauth-lab scenarios mystery               break something, say only the ticket: for a class
  exchange-oauth-lab decode [TOKEN|FILE|-]           what a token says and whether Exchange takes it
  exchange-oauth-lab shell                           PowerShell with them all; also: shell < script.ps1
  exchange-oauth-lab explain [FILE|-]                what evidence of a real server means
  exchange-oauth-lab analyze-log FILES…              what failed, in logs of real servers; needs no lab
  exchange-oauth-lab CMDLET [-Parameter value] …     a cmdlet, in a running lab:
${wrap(cmdlets.map((cmdlet) => cmdlet.name).join(', '), '      ')}
  exchange-oauth-lab COMMAND --help                  more about one of them
  exchange-oauth-lab --version

Examples:
  exchange-oauth-lab start --scenario host-rewritten
  exchange-oauth-lab Get-AuthServer -OutputFormat Table

${exitCodeHelp}
`;
}

export function startHelp(): string {
  const options = labOptionNames.map((name) => {
    const property = describeOption(name);
    const value =
      property.type === 'boolean' ? '' : property.type === 'array' ? ' A,B' : property.type === 'integer' ? ' N' : ' X';
    const fallback = 'default' in property && String(property.default) !== '' ? ` [${String(property.default)}]` : '';
    const choices = 'enum' in property ? ` (${property.enum.join(', ')})` : '';
    return `  --${flagOf(name)}${value}\n${wrap(`${property.description}${choices}${fallback}`, '      ')}`;
  });
  return `exchange-oauth-lab start [options]: start the lab and serve until Ctrl-C.

${options.join('\n')}
  --config FILE
      Settings out of a lab.json; flags win over the environment, the environment over the file.

Every option is also a key of lab.json (--exchange-port: exchangePort) and an environment
variable (${environmentVariableOf('exchangePort')}).

Examples:
  exchange-oauth-lab start --scenario foreign-tenant
  exchange-oauth-lab start --domain contoso.com --hosts mail.contoso.com,autodiscover.contoso.com
  exchange-oauth-lab start --import ./customer
  exchange-oauth-lab start --exchange-port 0 --cloud-port 0 --control-port 0 --json

Exit codes: 0 stopped by a signal; 1 the lab could not start; 2 wrong usage.
`;
}

export function cmdletHelp(cmdlet: Cmdlet): string {
  const parameters = [...cmdlet.parameters, ...clientParameters].map(({ name, type, mandatory, values, help }) => {
    const value = type === 'SwitchParameter' ? '' : ` <${values ? values.join('|') : type}>`;
    return `  -${name}${value}${mandatory ? '  (required)' : ''}\n${wrap(help, '      ')}`;
  });
  return `${cmdlet.name}: ${cmdlet.synopsis}

Runs ${cmdlet.sessions.map((session) => (session === 'Cloud' ? 'in the cloud' : 'on-premises')).join(' or ')}.

${parameters.join('\n')}

Names in any case, unambiguous prefixes, -Name:value, -Switch:false.
Also taken, without effect: ${commonParameters.map(({ name }) => `-${name}`).join(', ')}.
${exampleOf(cmdlet)}
${exitCodeHelp}
`;
}

function exampleOf(cmdlet: Cmdlet): string {
  const mandatory = cmdlet.parameters.filter((parameter) => parameter.mandatory);
  const parameters = mandatory.map(({ name, type }) => ` -${name} <${type}>`).join('');
  if (cmdlet.name !== 'Test-OAuthConnectivity') return `\nExample:\n  exchange-oauth-lab ${cmdlet.name}${parameters}\n`;
  return `
Examples:
  Test-OAuthConnectivity -Service EWS -TargetUri https://hybrid.msxfaq.de -Mailbox user1@msxfaq.de
  Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com -Mailbox user2@msxfaq.de
`;
}

export function decodeHelp(): string {
  return `exchange-oauth-lab decode [TOKEN|FILE|-] [options]

What a token says, each claim explained, and whether Exchange would take it. Works on real
tokens, without a lab, and sends nothing anywhere. Takes what people paste: a header, an IIS log
line, a mail, a trace, JSON; tokens that a log has cut are read as far as they go.

  --host mail.contoso.com   host of the request, as Exchange sees it (cs-host in the IIS log)
  --scheme https|http       how the request reaches Exchange [https]
  --time 2026-11-25T10:00Z  judge for this moment instead of now
  --format text|json        [text]
  --ca FILE                 certificates that may have signed (PEM, DER, PKCS#7)
  --jwks FILE|URL           keys that may have signed, a JSON Web Key Set
  --metadata FILE|URL       keys of a metadata/json/1 document of ACS, Exchange or a partner
  --lab URL                 keys and clock of this lab; else those of a lab on the default port,
                            if one answers and its keys fit
  --show-signature          show signatures: whoever has them can use the token

--ca, --jwks and --metadata can be given several times. An address is fetched only when it is
named here; certificates of --ca are trusted for that.

Examples:
  exchange-oauth-lab decode token.txt --host mail.contoso.com
  Get-Clipboard | exchange-oauth-lab decode -
  exchange-oauth-lab decode u_ex251125_x.log --format json
  exchange-oauth-lab decode - --metadata https://mail.contoso.com${paths.exchangeMetadata}

Exit codes: 0 readable, and nothing wrong found; 1 something is wrong: expired, for another host,
            a bad signature …; 2 no token that can be read, or wrong usage.
`;
}

export function shellHelp(): string {
  return `exchange-oauth-lab shell [SCRIPT.ps1 | -Command TEXT] [--lab http://127.0.0.1:8025]

The lab's Exchange Management Shell: cmdlets, pipelines, variables, if and foreach. With a
pipe it runs what comes, without a prompt: a lesson is a text file. What a cmdlet asks is
answered by the next line.

Examples:
  exchange-oauth-lab shell
  exchange-oauth-lab shell < lesson.ps1
  exchange-oauth-lab shell -Command "Get-AuthServer | ft Name,Enabled"

Exit codes: 0 done; 1 a statement failed; 2 wrong usage, or the script can't be read: then
            nothing of it has run. exit N gives N.
`;
}

export function wrap(text: string, indent: string, width = 96): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line.length + word.length > width && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].join('\n');
}
