/** What an account may be told to do otherwise, each with what is usual. */

/** Disputed behaviours; the usual side is that of today's pages. */
export const SWITCHES = {
  externalLinksInText: false,
  testAccountSends: false,
  serviceToAllOncePerDay: true,
  ipAllowlistEverywhere: false,
  temporaryImagesOf2Mb: false,
  lenientArticles: false,
  noComments: false,
  commentReplyAsArray: false,
  unverifiedPublishing: false,
  freepublishEvent: false,
  publishAsMassEvent: false,
  draftSurvivesPartialSends: false,
  longClientKeys: false,
  mismatchIsBusy: false,
  apiVideoClosed: false,
  rejectProtectedSends: false,
  waitingLooksSending: false,
  escapesStored: false,
  unknownSendIsEmpty: false,
  deletionSays40060: false,
  publishIdAsText: false,
  thumbAsMediaId: false,
  retriesKeepSignature: false,
  jsonPushes: false,
  addressesNeedConfirmation: false,
  oldHints: false,
  windowIsNotReset: false,
  oldStatistics: false,
  onlyRealReaders: false,
  bareMatchedMenu: false,
  personalMatchRules: false,
  httpsOnly: false,
  strictMethods: false,
  plainTextAnswers: false,
  documentedFailureSentence: false,
  failedSendsCount: false,
  tagNamesInBytes: false,
} as const;

export type SwitchName = keyof typeof SWITCHES;
export type Switches = Record<SwitchName, boolean>;

export const UNLIMITED = 2_147_483_647;

/** Numbers: the usual one, the least and the most. */
export const LIMITS = {
  recipientsPerMinute: { usual: 800_000, least: 60, most: UNLIMITED },
  sendsPerDay: { usual: 1, least: 0, most: 1_000 },
  massTextBytes: { usual: 2_048, least: 1, most: 1_048_576 },
  keySettlesAfterSeconds: { usual: 0, least: 0, most: 60 },
  statusLagSeconds: { usual: 0, least: 0, most: 600 },
  sendsAtOnce: { usual: UNLIMITED, least: 1, most: UNLIMITED },
  sendsQueued: { usual: UNLIMITED, least: 1, most: UNLIMITED },
  digestCharacters: { usual: 128, least: 1, most: 1_000 },
  followersPerPage: { usual: 10_000, least: 1, most: 10_000 },
  blockedPerPage: { usual: 1_000, least: 1, most: 10_000 },
  tokenSeconds: { usual: 7_200, least: 600, most: 7_200 },
  tokenOverlapSeconds: { usual: 300, least: 0, most: 600 },
  forcedOverlapSeconds: { usual: 0, least: 0, most: 600 },
  customTextBytes: { usual: 2_048, least: 1, most: 1_048_576 },
  pushAttempts: { usual: 3, least: 1, most: 4 },
  pushPauseSeconds: { usual: 5, least: 1, most: 60 },
} as const;

export type LimitName = keyof typeof LIMITS;
export type Limits = Record<LimitName, number>;

/** What a switch or a limit is about; each stands in exactly one group. */
export const SWITCH_GROUPS = {
  sending: [
    "externalLinksInText",
    "testAccountSends",
    "serviceToAllOncePerDay",
    "longClientKeys",
    "mismatchIsBusy",
    "apiVideoClosed",
    "rejectProtectedSends",
    "waitingLooksSending",
    "unknownSendIsEmpty",
    "deletionSays40060",
    "failedSendsCount",
    "draftSurvivesPartialSends",
  ],
  content: [
    "temporaryImagesOf2Mb",
    "lenientArticles",
    "noComments",
    "commentReplyAsArray",
    "unverifiedPublishing",
    "publishIdAsText",
    "thumbAsMediaId",
    "escapesStored",
    "oldStatistics",
    "onlyRealReaders",
  ],
  pushes: [
    "freepublishEvent",
    "publishAsMassEvent",
    "retriesKeepSignature",
    "jsonPushes",
    "documentedFailureSentence",
    "windowIsNotReset",
  ],
  people: ["bareMatchedMenu", "personalMatchRules", "tagNamesInBytes"],
  calls: [
    "ipAllowlistEverywhere",
    "addressesNeedConfirmation",
    "oldHints",
    "httpsOnly",
    "strictMethods",
    "plainTextAnswers",
  ],
} as const satisfies Record<string, readonly SwitchName[]>;

export const LIMIT_GROUPS = {
  sending: [
    "recipientsPerMinute",
    "sendsPerDay",
    "massTextBytes",
    "keySettlesAfterSeconds",
    "statusLagSeconds",
    "sendsAtOnce",
    "sendsQueued",
  ],
  content: ["digestCharacters", "customTextBytes"],
  pushes: ["pushAttempts", "pushPauseSeconds"],
  people: ["followersPerPage", "blockedPerPage"],
  calls: ["tokenSeconds", "tokenOverlapSeconds", "forcedOverlapSeconds"],
} as const satisfies Record<string, readonly LimitName[]>;

export type Group = keyof typeof SWITCH_GROUPS;
export const GROUPS = Object.keys(SWITCH_GROUPS) as Group[];

/** Which part of a list is shown: a group, or what somebody changed. */
export type Part = Group | "changed";

/** Whoever searches sees every group; otherwise one part is shown. */
export function partOf<N extends string>(
  groups: Record<Group, readonly N[]>,
  choice: { part: Part; words: string },
  is: { changed: (name: N) => boolean; described: (name: N) => string },
): N[] {
  const words = choice.words.trim().toLowerCase();
  const all = GROUPS.flatMap((group) => groups[group]);
  if (words) return all.filter((name) => is.described(name).toLowerCase().includes(words));
  return choice.part === "changed" ? all.filter(is.changed) : [...groups[choice.part]];
}

export const SWITCH_NAMES = Object.keys(SWITCHES) as SwitchName[];
export const LIMIT_NAMES = Object.keys(LIMITS) as LimitName[];

/** A number as it was typed, if it is one that the sandbox takes. An empty field means the usual one. */
export function limitOf(name: LimitName, typed: string): number | undefined {
  const { usual, least, most } = LIMITS[name];
  if (typed.trim() === "") return usual;
  const value = Number(typed);
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}

/** What a field shows: nothing for "without limit". */
export function shownLimit(value: number): string {
  return value === UNLIMITED ? "" : String(value);
}

/** The limits that differ from what the account has. */
export function changedLimits(typed: Record<LimitName, string>, now: Limits): Partial<Limits> {
  const pairs = LIMIT_NAMES.map((name) => [name, limitOf(name, typed[name])] as const);
  return Object.fromEntries(
    pairs.filter(([name, value]) => value !== undefined && value !== now[name]),
  );
}
