import { enumeration, words } from '../xsd/simple-types.js';

/** Names of properties, by what has them (MS-OXWSCDATA, MS-OXWSCORE, -FOLD, -MSG, -MTGS, -CONT, -TASK, -CONV, -PERS). */
const names = {
  folder:
    'FolderId ParentFolderId DisplayName UnreadCount TotalCount ChildFolderCount FolderClass SearchParameters ManagedFolderInformation PermissionSet EffectiveRights SharingEffectiveRights DistinguishedFolderId PolicyTag ArchiveTag ReplicaList',
  item: 'ItemId ParentFolderId ItemClass MimeContent Attachments Subject DateTimeReceived Size Categories HasAttachments Importance InReplyTo InternetMessageHeaders IsAssociated IsDraft IsFromMe IsResend IsSubmitted IsUnmodified DateTimeSent DateTimeCreated Body ResponseObjects Sensitivity ReminderDueBy ReminderIsSet ReminderNextTime ReminderMinutesBeforeStart DisplayTo DisplayCc DisplayBcc Culture EffectiveRights LastModifiedName LastModifiedTime ConversationId UniqueBody Flag StoreEntryId InstanceKey NormalizedBody EntityExtractionResult PolicyTag ArchiveTag RetentionDate Preview PredictedActionReasons IsClutter RightsManagementLicenseData BlockStatus HasBlockedImages WebClientReadFormQueryString WebClientEditFormQueryString TextBody IconIndex MimeContentUTF8 Mentions MentionedMe MentionsPreview MentionsEx Hashtags AppliedHashtags AppliedHashtagsPreview Likes LikesPreview PendingSocialActivityTagIds DocLinks Apps SupportsSideConversation InboxReminders InferenceClassification AtAllMention CanDelete FirstBody',
  message:
    'ConversationIndex ConversationTopic InternetMessageId IsRead IsResponseRequested IsReadReceiptRequested IsDeliveryReceiptRequested ReceivedBy ReceivedRepresenting References ReplyTo From Sender ToRecipients CcRecipients BccRecipients ApprovalRequestData VotingInformation ReminderMessageData',
  meeting:
    'AssociatedCalendarItemId IsDelegated IsOutOfDate HasBeenProcessed ResponseType ProposedStart ProposedEnd DoNotForwardMeeting',
  meetingRequest: 'MeetingRequestType IntendedFreeBusyStatus ChangeHighlights',
  calendar:
    'Start End OriginalStart StartWallClock EndWallClock StartTimeZoneId EndTimeZoneId IsAllDayEvent LegacyFreeBusyStatus Location EnhancedLocation When IsMeeting IsCancelled IsRecurring MeetingRequestWasSent IsResponseRequested CalendarItemType MyResponseType Organizer RequiredAttendees OptionalAttendees Resources InboxReminders ConflictingMeetingCount AdjacentMeetingCount ConflictingMeetings AdjacentMeetings Duration TimeZone AppointmentReplyTime AppointmentSequenceNumber AppointmentState Recurrence FirstOccurrence LastOccurrence ModifiedOccurrences DeletedOccurrences MeetingTimeZone StartTimeZone EndTimeZone ConferenceType AllowNewTimeProposal IsOnlineMeeting MeetingWorkspaceUrl NetShowUrl UID RecurrenceId DateTimeStamp JoinOnlineMeetingUrl OnlineMeetingSettings DoNotForwardMeeting IsOrganizer CalendarActivityData',
  task: 'ActualWork AssignedTime BillingInformation ChangeCount Companies CompleteDate Contacts DelegationState Delegator DueDate IsAssignmentEditable IsComplete IsRecurring IsTeamTask Mileage Owner PercentComplete Recurrence StartDate Status StatusDescription TotalWork',
  contacts:
    'Alias AssistantName Birthday BusinessHomePage Children Companies CompanyName CompleteName ContactSource Culture Department DisplayName DirectoryId DirectReports EmailAddresses FileAs FileAsMapping Generation GivenName ImAddresses Initials JobTitle Manager ManagerMailbox MiddleName Mileage MSExchangeCertificate Nickname Notes OfficeLocation PhoneNumbers PhoneticFullName PhoneticFirstName PhoneticLastName Photo PhysicalAddresses PostalAddressIndex Profession SpouseName Surname WeddingAnniversary UserSMIMECertificate HasPicture AccountName IsAutoUpdateDisabled IsMessengerEnabled Comment ContactShortId ContactType Gender IsHidden ObjectId PassportNumber IsPrivate SourceId TrustLevel CreatedBy Urls Cid SkypeAuthCertificate SkypeContext SkypeId XboxLiveTag SkypeRelationship YomiNickname InvitingSourceId LastContactedTime AlternativeDisplayName AbchContactId AbchEmailAddresses ConversationGuid HidePresenceAndProfile ImMri InviteFree IsPendingOutbound MobileIMEnabled Mris NotInBirthdayCalendar OtherMri PartnerNetworkProfilePhotoUrl PartnerNetworkThumbnailPhotoUrl PassportId PersonId PresenceTrustLevel ProfileLastChanged ShellContactType SupportGroupFeeds UnifiedInbox UserTileHash Wlid',
  distributionlist: 'Members',
  postitem: 'PostedTime',
  conversation:
    'ConversationId ConversationTopic UniqueRecipients GlobalUniqueRecipients UniqueUnreadSenders GlobalUniqueUnreadSenders UniqueSenders GlobalUniqueSenders LastDeliveryTime GlobalLastDeliveryTime Categories GlobalCategories FlagStatus GlobalFlagStatus HasAttachments GlobalHasAttachments HasIrm GlobalHasIrm MessageCount GlobalMessageCount UnreadCount GlobalUnreadCount Size GlobalSize ItemClasses GlobalItemClasses Importance GlobalImportance ItemIds GlobalItemIds LastModifiedTime InstanceKey Preview IconIndex GlobalIconIndex DraftItemIds HasClutter MailboxGuid ParentFolderId InitialPost RecentReplys MentionedMe GlobalMentionedMe AtAllMention GlobalAtAllMention',
  persona:
    'PersonaId PersonaType GivenName CompanyName Surname DisplayName EmailAddress FileAs HomeCity CreationTime RelevanceScore RankingWeight WorkCity PersonaObjectStatus FileAsId DisplayNamePrefix YomiCompanyName YomiFirstName YomiLastName Title EmailAddresses PhoneNumber ImAddress ImAddresses ImAddresses2 ImAddresses3 FolderIds Attributions DisplayNames Initials FileAses FileAsIds DisplayNamePrefixes GivenNames MiddleNames Surnames Generations Nicknames YomiCompanyNames YomiFirstNames YomiLastNames BusinessPhoneNumbers BusinessPhoneNumbers2 HomePhones HomePhones2 MobilePhones MobilePhones2 AssistantPhoneNumbers CallbackPhones CarPhones HomeFaxes OrganizationMainPhones OtherFaxes OtherTelephones OtherPhones2 Pagers RadioPhones TelexNumbers TTYTDDPhoneNumbers WorkFaxes Emails1 Emails2 Emails3 BusinessHomePages School PersonalHomePages OfficeLocations BusinessAddresses HomeAddresses OtherAddresses Titles Departments CompanyNames Managers AssistantNames Professions SpouseNames Hobbies WeddingAnniversaries Birthdays Children Locations ExtendedProperties PostalAddress Bodies IsFavorite InlineLinks ItemLinkIds HasActiveDeals IsBusinessContact AttributedHasActiveDeals AttributedIsBusinessContact SourceMailboxGuids LastContactedDate ExternalDirectoryObjectId MapiEntryId MapiEmailAddress MapiAddressType MapiSearchKey MapiTransmittableDisplayName MapiSendRichInfo',
  rolemember: 'MemberType MemberId DisplayName',
  network:
    'TokenRefreshLastCompleted TokenRefreshLastAttempted SyncEnabled RejectedOffers SessionHandle RejectedOffersLastUpdate AccountName AutoLinkError AutoLinkSuccess ClientPublishSecret ClientToken ClientToken2 ContactSyncError ContactSyncSuccess DisplayName DomainId DomainTag ErrorOffers FirstAuthErrorDates IsDefault LastVersionSaved LastWelcomeContact Offers ProfileUrl PsaLastChanged RefreshToken2 RefreshTokenExpiry2 Settings SourceEntryID UserEmail UserTileUrl',
  abchperson:
    'AntiLinkInfo Categories ContactHandles ExchangePersonIdGuid RelevanceOrder1 RelevanceOrder2 AnniversaryEvent FavoriteOrder PersonId Links RelatedSource',
  booking: 'CustomerEmail CustomerId CustomerName CustomerPhone ServiceIds StaffIds StaffInitials',
  insight: 'AppContexts ApplicationsIds EndTimeUtc InsightId StartTimeUtc Status SuggestedActions Text Type Version',
  person:
    'Alias Birthday CompanyProfile CurrentJob CurrentLocation Department DirectReports EmailAddress FullName GivenName Headline Hometown Insights LinkedInProfileLink ManagementChain MutualConnections MutualManager Office Peers PhoneNumber ProfessionalBiography SMSNumber Skills Surname TeamSize Title UserProfilePicture',
} as const;

type Groups = typeof names;
type Words<Text extends string> = ReturnType<typeof words<Text>>[number];

/** `item:Subject` and the like. */
export type FieldUri = { [Group in keyof Groups]: `${Group}:${Words<Groups[Group]>}` }[keyof Groups];

export const fieldUris = Object.entries(names).flatMap(([group, of]) =>
  words(of).map((word) => `${group}:${word}`),
) as readonly FieldUri[];

export const unindexedFieldUri = enumeration('t', 'UnindexedFieldURIType', fieldUris);
