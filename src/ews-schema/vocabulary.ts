import type { ElementDeclaration } from '../xsd/model.js';
import { autodiscoverServerVersionInfo, requestedServerVersion } from './autodiscover.js';
import { settingElements } from './autodiscover-settings.js';
import {
  dateTimePrecision,
  exchangeImpersonation,
  mailboxCulture,
  managementRole,
  requestServerVersion,
  serializedSecurityContext,
  serverVersionInfo,
  timeZoneContext,
} from './headers.js';
import { convertIdRequest, convertIdResponse } from './operations/convert-id.js';
import { copyFolderRequest, copyFolderResponse } from './operations/copy-folder.js';
import { copyItemRequest, copyItemResponse } from './operations/copy-item.js';
import { createAttachmentRequest, createAttachmentResponse } from './operations/create-attachment.js';
import { createFolderRequest, createFolderResponse } from './operations/create-folder.js';
import { createItemRequest, createItemResponse } from './operations/create-item.js';
import { deleteAttachmentRequest, deleteAttachmentResponse } from './operations/delete-attachment.js';
import { deleteFolderRequest, deleteFolderResponse } from './operations/delete-folder.js';
import { deleteItemRequest, deleteItemResponse } from './operations/delete-item.js';
import { emptyFolderRequest, emptyFolderResponse } from './operations/empty-folder.js';
import { expandDLRequest, expandDLResponse } from './operations/expand-dl.js';
import { findFolderRequest, findFolderResponse } from './operations/find-folder.js';
import { findItemRequest, findItemResponse } from './operations/find-item.js';
import { findPeopleRequest, findPeopleResponse } from './operations/find-people.js';
import { getAttachmentRequest, getAttachmentResponse } from './operations/get-attachment.js';
import { getDelegateRequest, getDelegateResponse } from './operations/get-delegate.js';
import { getDomainSettingsRequest, getDomainSettingsResponse } from './operations/get-domain-settings.js';
import { getEventsRequest, getEventsResponse } from './operations/get-events.js';
import {
  getFederationInformationRequest,
  getFederationInformationResponse,
} from './operations/get-federation-information.js';
import { getFolderRequest, getFolderResponse } from './operations/get-folder.js';
import { getItemRequest, getItemResponse } from './operations/get-item.js';
import { getMailTipsRequest, getMailTipsResponse } from './operations/get-mail-tips.js';
import {
  getOrganizationRelationshipSettingsRequest,
  getOrganizationRelationshipSettingsResponse,
} from './operations/get-organization-relationship-settings.js';
import {
  getPasswordExpirationDateRequest,
  getPasswordExpirationDateResponse,
} from './operations/get-password-expiration-date.js';
import { getPersonaRequest, getPersonaResponse } from './operations/get-persona.js';
import { getRoomListsRequest, getRoomListsResponse } from './operations/get-room-lists.js';
import { getRoomsRequest, getRoomsResponse } from './operations/get-rooms.js';
import { getServerTimeZonesRequest, getServerTimeZonesResponse } from './operations/get-server-time-zones.js';
import {
  getServiceConfigurationRequest,
  getServiceConfigurationResponse,
} from './operations/get-service-configuration.js';
import { getStreamingEventsRequest, getStreamingEventsResponse } from './operations/get-streaming-events.js';
import { getUserAvailabilityRequest, getUserAvailabilityResponse } from './operations/get-user-availability.js';
import { getUserOofSettingsRequest, getUserOofSettingsResponse } from './operations/get-user-oof-settings.js';
import { getUserPhotoRequest, getUserPhotoResponse } from './operations/get-user-photo.js';
import { getUserSettingsRequest, getUserSettingsResponse } from './operations/get-user-settings.js';
import { moveFolderRequest, moveFolderResponse } from './operations/move-folder.js';
import { moveItemRequest, moveItemResponse } from './operations/move-item.js';
import { resolveNamesRequest, resolveNamesResponse } from './operations/resolve-names.js';
import { sendItemRequest, sendItemResponse } from './operations/send-item.js';
import { setUserOofSettingsRequest, setUserOofSettingsResponse } from './operations/set-user-oof-settings.js';
import { subscribeRequest, subscribeResponse } from './operations/subscribe.js';
import { syncFolderHierarchyRequest, syncFolderHierarchyResponse } from './operations/sync-folder-hierarchy.js';
import { syncFolderItemsRequest, syncFolderItemsResponse } from './operations/sync-folder-items.js';
import { unsubscribeRequest, unsubscribeResponse } from './operations/unsubscribe.js';
import { updateFolderRequest, updateFolderResponse } from './operations/update-folder.js';
import { updateItemRequest, updateItemResponse } from './operations/update-item.js';

/** What is asked and what is answered, operation by operation. */
export const operationElements: readonly (readonly [request: ElementDeclaration, response: ElementDeclaration])[] = [
  [createFolderRequest, createFolderResponse],
  [deleteFolderRequest, deleteFolderResponse],
  [emptyFolderRequest, emptyFolderResponse],
  [findFolderRequest, findFolderResponse],
  [findItemRequest, findItemResponse],
  [getEventsRequest, getEventsResponse],
  [getFolderRequest, getFolderResponse],
  [getItemRequest, getItemResponse],
  [createItemRequest, createItemResponse],
  [updateItemRequest, updateItemResponse],
  [deleteItemRequest, deleteItemResponse],
  [sendItemRequest, sendItemResponse],
  [moveItemRequest, moveItemResponse],
  [copyItemRequest, copyItemResponse],
  [createAttachmentRequest, createAttachmentResponse],
  [getAttachmentRequest, getAttachmentResponse],
  [deleteAttachmentRequest, deleteAttachmentResponse],
  [getStreamingEventsRequest, getStreamingEventsResponse],
  [copyFolderRequest, copyFolderResponse],
  [moveFolderRequest, moveFolderResponse],
  [subscribeRequest, subscribeResponse],
  [syncFolderHierarchyRequest, syncFolderHierarchyResponse],
  [syncFolderItemsRequest, syncFolderItemsResponse],
  [unsubscribeRequest, unsubscribeResponse],
  [updateFolderRequest, updateFolderResponse],
  [getUserAvailabilityRequest, getUserAvailabilityResponse],
  [getMailTipsRequest, getMailTipsResponse],
  [resolveNamesRequest, resolveNamesResponse],
  [findPeopleRequest, findPeopleResponse],
  [getPersonaRequest, getPersonaResponse],
  [expandDLRequest, expandDLResponse],
  [getServerTimeZonesRequest, getServerTimeZonesResponse],
  [getServiceConfigurationRequest, getServiceConfigurationResponse],
  [convertIdRequest, convertIdResponse],
  [getDelegateRequest, getDelegateResponse],
  [getUserOofSettingsRequest, getUserOofSettingsResponse],
  [setUserOofSettingsRequest, setUserOofSettingsResponse],
  [getRoomListsRequest, getRoomListsResponse],
  [getRoomsRequest, getRoomsResponse],
  [getPasswordExpirationDateRequest, getPasswordExpirationDateResponse],
  [getUserPhotoRequest, getUserPhotoResponse],
];

/** What stands in SOAP headers. */
export const headerElements: readonly ElementDeclaration[] = [
  requestServerVersion,
  exchangeImpersonation,
  serializedSecurityContext,
  mailboxCulture,
  timeZoneContext,
  dateTimePrecision,
  managementRole,
  serverVersionInfo,
];

/** SOAP Autodiscover: what is asked and answered, and what stands in SOAP headers and settings. */
export const autodiscoverElements: readonly ElementDeclaration[] = [
  getUserSettingsRequest,
  getUserSettingsResponse,
  getDomainSettingsRequest,
  getDomainSettingsResponse,
  getFederationInformationRequest,
  getFederationInformationResponse,
  getOrganizationRelationshipSettingsRequest,
  getOrganizationRelationshipSettingsResponse,
  requestedServerVersion,
  autodiscoverServerVersionInfo,
  ...settingElements,
];
