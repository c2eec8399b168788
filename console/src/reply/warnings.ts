import type { RuleView as Rule, TriggerForm } from "@/api/schema";

/** What is wrong with a rule among the others: it never answers, or somebody else answers some of it. */
export interface Warning {
  kind: "never" | "partly" | "button";
  /** The rule that answers instead. */
  by?: string;
  /** What it answers instead, or the key that no button has. */
  words: string[];
}

interface Keyword {
  text: string;
  match: string;
}

/** As the server compares: full-width letters, capitals and surrounding blanks make no difference. */
const plain = (text: string) => text.normalize("NFKC").trim().toLowerCase();

/**
 * What stands in the way of each rule, by its id. Rules that are off are warned of too, for they will be switched on, but take nothing
 * from others.
 */
export function warnings(rules: readonly Rule[], buttons?: readonly string[]) {
  return new Map(
    rules.map((rule, index) => {
      const before = rules.slice(0, index).filter(({ enabled }) => enabled);
      return [rule.id, [...shadows(rule.trigger, before), ...lost(rule.trigger, buttons)]];
    }),
  );
}

/** The keys of buttons that nothing answers. */
export function unanswered(buttons: readonly string[], rules: readonly Rule[]): string[] {
  const answered = new Set(
    rules
      .filter(({ enabled, trigger }) => enabled && trigger.kind === "menu_click")
      .map(({ trigger }) => trigger.key),
  );
  return [...new Set(buttons)].filter((key) => !answered.has(key));
}

function lost({ kind, key }: TriggerForm, buttons?: readonly string[]): Warning[] {
  if (kind !== "menu_click" || !key || !buttons || buttons.includes(key)) return [];
  return [{ kind: "button", words: [key] }];
}

function shadows(trigger: TriggerForm, before: readonly Rule[]): Warning[] {
  const wanted = parts(trigger);
  const rest = new Set(wanted);
  const found: Warning[] = [];
  for (const rule of before) {
    const taken = [...rest].filter((part) => takes(rule.trigger, trigger, part));
    taken.forEach((part) => rest.delete(part));
    if (taken.length > 0) found.push({ kind: "partly", by: rule.name, words: taken });
  }
  return rest.size > 0 ? found : found.map((each) => ({ ...each, kind: "never" }));
}

/** What a trigger waits for, one by one; a keyword is told apart by how it is looked for. */
function parts(trigger: TriggerForm): string[] {
  switch (trigger.kind) {
    case "keywords":
      return keywords(trigger).map(({ text }) => text);
    case "message":
      return trigger.messageKinds ?? [];
    case "menu_click":
      return [trigger.key ?? ""];
    case "scan":
      return [trigger.scene ?? ""];
    default:
      return [""];
  }
}

function keywords({ keywords }: TriggerForm): Keyword[] {
  return (keywords ?? []).map(({ text, match }) => ({ text: text ?? "", match: match ?? "" }));
}

/** Whether the earlier trigger answers this part of the later one whenever it comes. */
function takes(earlier: TriggerForm, later: TriggerForm, part: string): boolean {
  if (earlier.kind === "message" && later.kind === "keywords")
    return earlier.messageKinds?.includes("text") ?? false;
  if (earlier.kind !== later.kind) return false;
  switch (earlier.kind) {
    case "keywords": {
      const same = keywords(later).filter(({ text }) => text === part);
      return same.every((one) => keywords(earlier).some((other) => covers(other, one)));
    }
    case "message":
      return earlier.messageKinds?.includes(part) ?? false;
    case "menu_click":
      return earlier.key === part;
    case "scan":
      return !earlier.scene || earlier.scene === part;
    default:
      return true;
  }
}

function covers(earlier: Keyword, later: Keyword): boolean {
  if (earlier.match === "pattern" || later.match === "pattern")
    return earlier.match === later.match && earlier.text === later.text;
  if (earlier.match === "exact")
    return later.match === "exact" && plain(earlier.text) === plain(later.text);
  return plain(later.text).includes(plain(earlier.text));
}
