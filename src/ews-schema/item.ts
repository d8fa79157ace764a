import { xs } from '../xsd/simple-types.js';
import { many, optional } from '../xsd/types.js';
import { recipients, strings } from './email-address.js';
import { folderId } from './folder-ids.js';
import { effectiveRights } from './folders.js';
import { itemId } from './item-ids.js';
import {
  body,
  entityExtractionResult,
  flag,
  iconIndex,
  importance,
  inferenceClassification,
  internetHeaders,
  mimeContent,
  predictedActionReasons,
  reminderMinutes,
  rightsManagementLicense,
  sensitivity,
} from './item-parts.js';
import { attachments } from './items.js';
import {
  appliedHashtags,
  appliedHashtagsPreview,
  likes,
  likesPreview,
  mentionActions,
  mentionsPreview,
} from './mentions.js';
import { t } from './namespaces.js';
import { extendedProperty } from './paths.js';
import { responseObjects } from './response-objects.js';
import { retentionTag } from './retention.js';

const written = {
  MimeContent: optional(mimeContent),
  ItemId: optional(itemId),
  ParentFolderId: optional(folderId),
  ItemClass: optional(xs.string),
  Subject: optional(xs.string),
  Sensitivity: optional(sensitivity),
  Body: optional(body),
  Attachments: optional(() => attachments),
  DateTimeReceived: optional(xs.dateTime),
  Size: optional(xs.int),
  Categories: optional(strings),
  Importance: optional(importance),
  InReplyTo: optional(xs.string),
  IsSubmitted: optional(xs.boolean),
  IsDraft: optional(xs.boolean),
  IsFromMe: optional(xs.boolean),
  IsResend: optional(xs.boolean),
  IsUnmodified: optional(xs.boolean),
  InternetMessageHeaders: optional(internetHeaders),
  DateTimeSent: optional(xs.dateTime),
  DateTimeCreated: optional(xs.dateTime),
  ResponseObjects: optional(() => responseObjects),
};

const shown = {
  ReminderDueBy: optional(xs.dateTime),
  ReminderIsSet: optional(xs.boolean),
  ReminderNextTime: optional(xs.dateTime),
  ReminderMinutesBeforeStart: optional(reminderMinutes),
  DisplayCc: optional(xs.string),
  DisplayTo: optional(xs.string),
  DisplayBcc: optional(xs.string),
  HasAttachments: optional(xs.boolean),
  ExtendedProperty: many(extendedProperty),
  Culture: optional(xs.language),
  EffectiveRights: optional(effectiveRights),
  LastModifiedName: optional(xs.string),
  LastModifiedTime: optional(xs.dateTime),
  IsAssociated: optional(xs.boolean),
  WebClientReadFormQueryString: optional(xs.string),
  WebClientEditFormQueryString: optional(xs.string),
  ConversationId: optional(itemId),
  UniqueBody: optional(body),
  Flag: optional(flag),
  StoreEntryId: optional(xs.base64Binary),
  InstanceKey: optional(xs.base64Binary),
  NormalizedBody: optional(body),
  EntityExtractionResult: optional(entityExtractionResult),
  PolicyTag: optional(retentionTag),
  ArchiveTag: optional(retentionTag),
  RetentionDate: optional(xs.dateTime),
  Preview: optional(xs.string),
  RightsManagementLicenseData: optional(rightsManagementLicense),
  PredictedActionReasons: optional(predictedActionReasons),
  IsClutter: optional(xs.boolean),
  BlockStatus: optional(xs.boolean),
  HasBlockedImages: optional(xs.boolean),
  TextBody: optional(body),
  IconIndex: optional(iconIndex),
  SearchKey: optional(xs.base64Binary),
  SortKey: optional(xs.long),
  Hashtags: optional(strings),
  Mentions: optional(recipients),
  MentionedMe: optional(xs.boolean),
  MentionsPreview: optional(mentionsPreview),
  MentionsEx: optional(mentionActions),
  AppliedHashtags: optional(appliedHashtags),
  AppliedHashtagsPreview: optional(appliedHashtagsPreview),
  Likes: optional(likes),
  LikesPreview: optional(likesPreview),
  PendingSocialActivityTagIds: optional(strings),
  AtAllMention: optional(xs.boolean),
  CanDelete: optional(xs.boolean),
  InferenceClassification: optional(inferenceClassification),
};

/** What every item has (MS-OXWSCORE). */
export const item = t.complex('ItemType', { content: [{ ...written, ...shown }] });
