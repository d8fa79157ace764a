import type { Subject } from '../rows.js';
import { audience } from './audience.js';
import { authCertificate } from './auth-certificate.js';
import { autodiscover } from './autodiscover.js';
import { freeBusyAndSuggestions } from './availability.js';
import { challenge } from './challenge.js';
import { cmdlets } from './cmdlets.js';
import { detail } from './detail.js';
import { directoryCmdlets } from './directory-cmdlets.js';
import { eventLog } from './event-log.js';
import { ews } from './ews.js';
import { exchangeLogs } from './exchange-logs.js';
import { forgeries } from './forgery.js';
import { grants } from './grants.js';
import { headers } from './headers.js';
import { hybridApplication } from './hybrid-application.js';
import { iisLog } from './iis-log.js';
import { issuer } from './issuer.js';
import { kinds } from './kinds.js';
import { lifetimes } from './lifetimes.js';
import { metadata } from './metadata.js';
import { monitoringScripts } from './monitoring.js';
import { order } from './order.js';
import { outboundErrors } from './outbound-errors.js';
import { outboundLog } from './outbound-log.js';
import { ownTokens } from './own-tokens.js';
import { partnersAndCertificate } from './partners.js';
import { requests } from './requests.js';
import { tokenService } from './token-service.js';
import { users } from './users.js';
import { v1 } from './v1.js';
import { webExceptions } from './web-exceptions.js';
import { webServer } from './web-server.js';
import { windowsAuthentication } from './windows-authentication.js';
import { workerProcess } from './worker-process.js';

/** Every table of behaviours, in the order of the page. Adding one is a file and a line here. */
export const subjects: readonly Subject[] = [
  challenge,
  headers,
  order,
  kinds,
  audience,
  issuer,
  lifetimes,
  authCertificate,
  workerProcess,
  eventLog,
  users,
  v1,
  ownTokens,
  grants,
  forgeries,
  tokenService,
  hybridApplication,
  metadata,
  ews,
  freeBusyAndSuggestions,
  autodiscover,
  webServer,
  windowsAuthentication,
  iisLog,
  exchangeLogs,
  requests,
  detail,
  outboundLog,
  outboundErrors,
  webExceptions,
  cmdlets,
  directoryCmdlets,
  partnersAndCertificate,
  monitoringScripts,
];
