import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LOCALES } from "@/i18n/locale";

type Texts = { [key: string]: string | Texts };
const SOURCES = join(import.meta.dirname, "..");
const FOLDERS = readdirSync(SOURCES).filter((name) => !name.includes("."));
const FEATURES = FOLDERS.filter((name) => existsSync(join(SOURCES, name, "locales")));
const APPLICATIONS = {
  operator: FOLDERS.filter((name) => name !== "sandbox"),
  sandbox: ["ui", "sandbox"],
};
const KEYED = /\bt\(\s*(?:[\w.?!= ]+\?\s*)?"([a-z][\w.-]*)"(?:\s*:\s*"([a-z][\w.-]*)")?/g;
const TITLES = /\btitle: "([a-z][\w.-]*)"/g;
const COMPOSED = /\bt\(\s*`([a-z][\w.-]*\.)\$\{/g;

function texts(folder: string, locale: string): Map<string, string> {
  return flat(JSON.parse(readFileSync(join(SOURCES, folder, "locales", `${locale}.json`), "utf8")));
}

function flat(tree: Texts, prefix = ""): Map<string, string> {
  const pairs = Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : [...flat(value, `${prefix}${key}.`)],
  );
  return new Map(pairs);
}

function sources(folders: string[]): string {
  return folders
    .flatMap((folder) =>
      readdirSync(join(SOURCES, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(vue|ts)$/.test(name) && !name.endsWith(".spec.ts"))
        .map((name) => readFileSync(join(SOURCES, folder, name), "utf8")),
    )
    .join("\n");
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe.each(FEATURES)("the texts of %s", (folder) => {
  const english = texts(folder, "en");

  test.each(LOCALES)("%s has the same keys as English", (locale) => {
    expect([...texts(folder, locale).keys()].sort()).toEqual([...english.keys()].sort());
  });

  test.each(LOCALES)("%s fills in the same values as English", (locale) => {
    for (const [key, text] of texts(folder, locale)) {
      const wanted = new Set(placeholders(english.get(key) ?? ""));
      expect(new Set(placeholders(text)), `${locale} ${key}`).toEqual(wanted);
    }
  });

  test.each(["zh-CN", "ja"])("%s never says 用户 and never takes a mass message back", (locale) => {
    const all = [...texts(folder, locale).values()].join("\n");
    expect(all).not.toMatch(/用户|撤回/);
  });
});

describe("the keys in the pages", () => {
  test.each(["operator", "sandbox"] as const)(
    "each key that %s asks for has a text",
    (application) => {
      const folders = APPLICATIONS[application];
      const spoken = folders.filter((folder) => FEATURES.includes(folder));
      const known = new Map(spoken.flatMap((folder) => [...texts(folder, "en")]));
      const code = sources(folders);
      const asked = [...code.matchAll(KEYED), ...code.matchAll(TITLES)].flatMap(
        ([, first, second]) => [first, second],
      );
      const prefixes = [...code.matchAll(COMPOSED)].map(([, prefix]) => prefix ?? "");
      const missing = asked.filter((key) => key !== undefined && !known.has(key));
      const empty = prefixes.filter(
        (prefix) => ![...known.keys()].some((key) => key.startsWith(prefix)),
      );
      expect(missing).toEqual([]);
      expect(empty).toEqual([]);
      expect(asked.length).toBeGreaterThan(30);
    },
  );
});
