import type { ButtonForm } from "@/api/schema";

export const MAX_BUTTONS = 3;
export const MAX_BELOW = 5;

/** In bytes of UTF-8: a Chinese character is three. */
export const MAX_NAME = 16;
export const MAX_NAME_BELOW = 60;
const MAX_KEY = 128;
const MAX_URL = 1024;

export const KINDS = [
  "click",
  "view",
  "miniprogram",
  "scancode_push",
  "scancode_waitmsg",
  "pic_sysphoto",
  "pic_photo_or_album",
  "pic_weixin",
  "location_select",
  "media_id",
  "article_id",
  "article_view_limited",
] as const;

type Part = "key" | "url" | "appId" | "page" | "mediaId" | "articleId";

/** A button as it is being edited: nothing in it is missing, only empty. */
export interface Button extends Record<Part, string> {
  name: string;
  kind: string;
  buttons: Button[];
}

/** Where a button is: its place at the bottom, and its place above that one. */
export interface Place {
  top: number;
  below?: number;
}

const encoder = new TextEncoder();
const bytes = (text: string) => encoder.encode(text.trim()).length;

/** What each kind has to say; the first is what it is about. */
export function parts(kind: string): Part[] {
  switch (kind) {
    case "group":
      return [];
    case "view":
      return ["url"];
    case "miniprogram":
      return ["appId", "page", "url"];
    case "media_id":
      return ["mediaId"];
    case "article_id":
    case "article_view_limited":
      return ["articleId"];
    default:
      return ["key"];
  }
}

/** The keys that the buttons of all menus send when they are tapped. */
export function keys(menus: {
  buttons?: readonly ButtonForm[];
  conditional?: readonly { buttons: readonly ButtonForm[] }[];
}): string[] {
  const all = [...(menus.buttons ?? []), ...(menus.conditional ?? []).flatMap((m) => m.buttons)];
  return all
    .flatMap((button) => [button, ...(button.buttons ?? [])])
    .flatMap(({ kind, key }) => (kind === "click" && key ? [key] : []));
}

export function newButton(name: string): Button {
  return {
    name,
    kind: "click",
    key: "",
    url: "",
    appId: "",
    page: "",
    mediaId: "",
    articleId: "",
    buttons: [],
  };
}

export function toButtons(forms: readonly ButtonForm[]): Button[] {
  return forms.map((form) => ({
    name: form.name ?? "",
    kind: form.kind ?? "click",
    key: form.key ?? "",
    url: form.url ?? "",
    appId: form.appId ?? "",
    page: form.page ?? "",
    mediaId: form.mediaId ?? "",
    articleId: form.articleId ?? "",
    buttons: toButtons(form.buttons ?? []),
  }));
}

/** What the server is told: only what this kind of button has. */
export function toForms(buttons: readonly Button[]): ButtonForm[] {
  return buttons.map((button) => {
    const has = parts(button.kind);
    const when = (part: Part) => (has.includes(part) ? button[part].trim() : null);
    return {
      name: button.name.trim(),
      kind: button.kind,
      key: when("key"),
      url: when("url"),
      appId: when("appId"),
      page: when("page"),
      mediaId: when("mediaId"),
      articleId: when("articleId"),
      buttons: button.kind === "group" ? toForms(button.buttons) : null,
    };
  });
}

export type Fault = "name" | "nameTooLong" | "empty" | "tooLong" | "notAnAddress" | "noButtons";

/** What is wrong with one button; those above it are not asked. */
export function faults(button: Button, isBelow: boolean): Fault[] {
  const found: Fault[] = [];
  if (bytes(button.name) === 0) found.push("name");
  if (bytes(button.name) > (isBelow ? MAX_NAME_BELOW : MAX_NAME)) found.push("nameTooLong");
  if (button.kind === "group" && button.buttons.length === 0) found.push("noButtons");
  for (const part of parts(button.kind)) {
    const size = bytes(button[part]);
    if (size === 0) found.push("empty");
    else if (size > (part === "url" || part === "page" ? MAX_URL : MAX_KEY)) found.push("tooLong");
    else if (part === "url" && !/^https?:\/\/\S+$/i.test(button.url.trim()))
      found.push("notAnAddress");
  }
  return [...new Set(found)];
}

export function isFaultless(buttons: readonly Button[]): boolean {
  return (
    buttons.length > 0 &&
    buttons.every(
      (button) =>
        faults(button, false).length === 0 &&
        (button.kind !== "group" || button.buttons.every((b) => faults(b, true).length === 0)),
    )
  );
}

export function at(buttons: readonly Button[], place: Place | undefined): Button | undefined {
  if (!place) return undefined;
  const top = buttons[place.top];
  return place.below === undefined ? top : top?.buttons[place.below];
}

/** Which buttons stand beside the one at a place. */
export function siblings(buttons: Button[], place: Place): Button[] {
  return place.below === undefined ? buttons : (buttons[place.top]?.buttons ?? []);
}

export function sameMenu(a: readonly Button[], b: readonly Button[]): boolean {
  return JSON.stringify(toForms(a)) === JSON.stringify(toForms(b));
}
