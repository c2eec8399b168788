// Takes a picture of every page in each look into e2e/output/, to be looked at by a person.
//   npm run screenshots -- [--console URL --sandbox URL --password WORD]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { demo } from "./demo.mjs";

const OUTPUT = join(import.meta.dirname, "output");
const LOOKS = [
    { locale: "zh-CN", colorScheme: "light", width: 1366 },
    { locale: "zh-CN", colorScheme: "dark", width: 1366 },
    { locale: "en", colorScheme: "light", width: 1366 },
    { locale: "zh-CN", colorScheme: "light", width: 360 },
    { locale: "en", colorScheme: "dark", width: 360 },
    { locale: "ja", colorScheme: "light", width: 1024 },
];
const DRAFT = {
    "zh-CN":
        "各位读者：\n\n本周六下午三点，「山间书店」举办新书分享会 📚\n作者到场签售，欢迎带孩子一起来。\n\n报名：https://mp.weixin.qq.com/s/Zk3",
    en: "Dear readers,\n\nthis Saturday at three we present a new book 📚\nThe author signs copies; bring your children.\n\nhttps://mp.weixin.qq.com/s/Zk3",
    ja: "読者の皆さまへ\n\n今週土曜の午後3時、新刊の集いを開きます 📚\n著者のサイン会もあります。\n\nhttps://mp.weixin.qq.com/s/Zk3",
};

mkdirSync(OUTPUT, { recursive: true });
const qunfa = await demo();
const browser = await launch();
for (const look of LOOKS) await pictures(look);
await browser.close();
await qunfa.stop();

async function pictures({ locale, colorScheme, width }) {
    const viewport = { width, height: width < 600 ? 780 : 900 };
    const context = await browser.newContext({
        locale,
        colorScheme,
        viewport,
        deviceScaleFactor: 2,
        timezoneId: "Asia/Shanghai",
    });
    const page = await context.newPage();
    const take = async (name) => {
        await page.waitForLoadState("networkidle");
        const path = join(OUTPUT, `${name}-${locale}-${colorScheme}-${width}.png`);
        await page.screenshot({ path, fullPage: width < 600, animations: "disabled" });
        console.log(path);
    };

    await page.goto(qunfa.console);
    await page.locator("input[name=password]").waitFor();
    await take("sign-in");
    await page.locator("input[name=name]").fill(qunfa.name);
    await page.locator("input[name=password]").fill(qunfa.password);
    await page.locator("button[type=submit]").click();
    await page.getByRole("article").first().waitFor();
    await take("accounts");
    await page.getByRole("article").first().getByRole("link").click();
    await page.locator(".count").waitFor();
    await take("account");
    const account = page.url();

    await page.goto(`${account}/broadcasts`);
    await page.getByRole("listitem").first().waitFor();
    await take("broadcasts");
    await page.getByRole("main").getByRole("listitem").getByRole("link").last().click();
    await page.locator(".delivered dd").waitFor();
    await take("report");

    await page.goto(`${account}/broadcasts/new`);
    await page.locator("textarea").first().fill(DRAFT[locale]);
    await page.locator(".el-radio").first().click();
    await take("compose");
    await page.locator("button[type=submit]").click();
    await page.locator(".actions").waitFor();
    await take("review");
    // What stands in the way of sending takes its button away.
    if (await page.locator(".send").isVisible()) {
        await page.locator(".send").click();
        await page.getByRole("dialog").waitFor();
        await take("confirm");
    }

    for (const name of ["replies", "menu", "drafts", "drafts/new", "media", "web"]) {
        await page.goto(`${account}/${name}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await take(name.replace("/", "-"));
    }

    await sandbox(page, take);
    await context.close();
}

async function sandbox(page, take) {
    await page.goto(qunfa.sandbox);
    await page.getByRole("listitem").first().waitFor();
    await take("sandbox");
    const pages = page.getByRole("navigation").getByRole("link");
    for (const [index, name] of ["settings", "events", "faults"].entries()) {
        await pages.nth(index + 1).click();
        await page.getByRole("heading", { level: 2 }).first().waitFor();
        await take(`sandbox-${name}`);
    }
}
