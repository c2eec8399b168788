import type { AnswerForm, RuleRequest, RuleView as Rule, TriggerForm } from "@/api/schema";

export const TRIGGERS = [
  "keywords",
  "follow",
  "fallback",
  "message",
  "menu_click",
  "scan",
] as const;
export const MATCHES = ["exact", "contains", "pattern"] as const;
export const MESSAGES = ["text", "image", "voice", "video", "location", "link"] as const;
export const ANSWERS = ["text", "image", "voice", "video", "music", "links", "hand_over"] as const;
export const PLACEHOLDERS = ["account", "keyword", "date", "time", "daypart"] as const;

/** More than this the platform does not show. */
export const MAX_LINKS = 8;

/** A rule as it is being written: nothing in it is missing, only empty. */
export interface RuleDraft {
  id: string;
  name: string;
  enabled: boolean;
  trigger: {
    kind: string;
    keywords: { text: string; match: string }[];
    messageKinds: string[];
    key: string;
    scene: string;
  };
  answer: {
    kind: string;
    content: string;
    mediaId: string;
    thumbId: string;
    title: string;
    description: string;
    url: string;
    hqUrl: string;
    items: { title: string; description: string; pictureUrl: string; url: string }[];
    agent: string;
  };
}

export const EMPTY_LINK = { title: "", description: "", pictureUrl: "", url: "" };

export function newRule(): RuleDraft {
  return {
    id: "",
    name: "",
    enabled: false,
    trigger: {
      kind: "keywords",
      keywords: [{ text: "", match: "contains" }],
      messageKinds: ["image"],
      key: "",
      scene: "",
    },
    answer: {
      kind: "text",
      content: "",
      mediaId: "",
      thumbId: "",
      title: "",
      description: "",
      url: "",
      hqUrl: "",
      items: [{ ...EMPTY_LINK }],
      agent: "",
    },
  };
}

/** A rule for a button of the menu. */
export function forButton(key: string): RuleDraft {
  const rule = newRule();
  return { ...rule, trigger: { ...rule.trigger, kind: "menu_click", key } };
}

export function toDraft(rule: Rule): RuleDraft {
  const blank = newRule();
  const { trigger, answer } = rule;
  return {
    id: rule.id,
    name: rule.name,
    enabled: rule.enabled,
    trigger: {
      kind: trigger.kind ?? blank.trigger.kind,
      keywords:
        trigger.keywords?.map(({ text, match }) => ({ text: text ?? "", match: match ?? "" })) ??
        blank.trigger.keywords,
      messageKinds: trigger.messageKinds ?? blank.trigger.messageKinds,
      key: trigger.key ?? "",
      scene: trigger.scene ?? "",
    },
    answer: {
      kind: answer.kind ?? blank.answer.kind,
      content: answer.content ?? "",
      mediaId: answer.mediaId ?? "",
      thumbId: answer.thumbId ?? "",
      title: answer.title ?? "",
      description: answer.description ?? "",
      url: answer.url ?? "",
      hqUrl: answer.hqUrl ?? "",
      items:
        answer.items?.map((link) => ({
          title: link.title ?? "",
          description: link.description ?? "",
          pictureUrl: link.pictureUrl ?? "",
          url: link.url ?? "",
        })) ?? blank.answer.items,
      agent: answer.agent ?? "",
    },
  };
}

/** A rule as the server is told of it. */
export type Told = Required<RuleRequest>;

/** What the server is told: only what this kind of trigger and of answer has. */
export function toRequest(draft: RuleDraft): Told {
  return {
    name: draft.name.trim(),
    enabled: draft.enabled,
    trigger: toTrigger(draft),
    answer: toAnswer(draft),
  };
}

function toTrigger({ trigger }: RuleDraft): TriggerForm {
  const { kind } = trigger;
  const keywords = trigger.keywords.filter(({ text }) => text.trim() !== "");
  return {
    kind,
    keywords: kind === "keywords" ? keywords : null,
    messageKinds: kind === "message" ? trigger.messageKinds : null,
    key: kind === "menu_click" ? trigger.key : null,
    scene: kind === "scan" && trigger.scene ? trigger.scene : null,
  };
}

function toAnswer({ answer }: RuleDraft): AnswerForm {
  const { kind } = answer;
  const when = (kinds: string[], value: string) => (kinds.includes(kind) && value ? value : null);
  return {
    kind,
    content: when(["text"], answer.content),
    mediaId: when(["image", "voice", "video"], answer.mediaId),
    thumbId: when(["music", "video"], answer.thumbId),
    title: when(["video", "music"], answer.title),
    description: when(["video", "music"], answer.description),
    url: when(["music"], answer.url),
    hqUrl: when(["music"], answer.hqUrl),
    items: kind === "links" ? answer.items : null,
    agent: when(["hand_over"], answer.agent),
  };
}

/** The list with one of its rules a place up or down. */
export function moved<T>(list: readonly T[], from: number, by: 1 | -1): T[] {
  const to = from + by;
  const one = list[from];
  if (one === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}

/** What a rule listens to, in a few words of its own: keywords, a key, a code. */
export function subject(trigger: TriggerForm): string[] {
  switch (trigger.kind) {
    case "keywords":
      return trigger.keywords?.map(({ text }) => text ?? "") ?? [];
    case "menu_click":
      return [trigger.key ?? ""];
    case "scan":
      return trigger.scene ? [trigger.scene] : [];
    default:
      return [];
  }
}

/** What of an answer can be told in a line. */
export function gist(answer: AnswerForm): string {
  return (
    answer.content ??
    answer.title ??
    answer.items?.[0]?.title ??
    answer.mediaId ??
    answer.agent ??
    ""
  );
}
