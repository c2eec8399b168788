// Every page of the console as axe-core sees it, nothing serious, nothing critical.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "./walk.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Pages that the navigation does not list; of an account, but for the first. */
const HIDDEN = ["/connect", "/setup", "/broadcasts/new", "/drafts/new"];

/** Pages that between them have every kind of part, for a look at them in the other colours. */
const DARK = ["", "/broadcasts/new", "/quota", "/replies", "/settings", "/calls"];

export async function accessible(walk, { page, qunfa, account }) {
    const looked = async (address) => {
        const link = page.getByRole("navigation").locator(`a[href="${new URL(address).pathname}"]`);
        await ((await link.count()) > 0 ? link.first().click() : page.goto(address));
        return settled();
    };
    const settled = async () => {
        await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
        await page.locator(".el-skeleton").first().waitFor({ state: "detached" });
        return complaints(page);
    };

    await walk.step("no page of the console has what axe-core calls serious", async () => {
        const found = [];
        for (const address of await addresses(page, qunfa.console, account.url))
            for (const complaint of await looked(address)) found.push(`${address} ${complaint}`);
        expect(found.join("\n"), "", "complaints");
    });

    await walk.step("nor has it in the dark", async () => {
        await page.emulateMedia({ colorScheme: "dark" });
        const found = [];
        for (const path of DARK) {
            await page.goto(`${account.url}${path}`);
            for (const complaint of await settled()) found.push(`${path} ${complaint}`);
        }
        await page.emulateMedia({ colorScheme: "light" });
        expect(found.join("\n"), "", "complaints");
    });

    await walk.step("the dialog of a rule is no worse", async () => {
        await page.goto(`${account.url}/replies`);
        await page.getByRole("button", { name: "新建规则" }).first().click();
        await page.getByRole("dialog").getByLabel("名称").waitFor();
        expect((await complaints(page)).join("\n"), "", "complaints");
        await page.keyboard.press("Escape");
    });
}

/** The sandbox's pages in both colours, all parts of the settings unfolded, and the phone's page of a narrow screen. */
export async function sandboxAccessible(walk, { phone, qunfa }) {
    await walk.step("no page of the sandbox has what axe-core calls serious", async () => {
        const found = [];
        await phone.goto(qunfa.sandbox);
        await phone.getByRole("navigation").getByRole("link").first().waitFor();
        for (const colorScheme of ["light", "dark"]) {
            await phone.emulateMedia({ colorScheme });
            const links = await phone.getByRole("navigation").getByRole("link").all();
            // In the dark only the settings, which have every kind of part.
            for (const link of colorScheme === "dark" ? links.slice(1, 2) : links) {
                await link.click();
                await phone.waitForURL(`**${await link.getAttribute("href")}`);
                await phone.getByRole("main").getByRole("heading", { level: 2 }).first().waitFor();
                await phone
                    .locator("[aria-expanded=false][aria-controls^=part-]")
                    .evaluateAll((folded) => folded.forEach((button) => button.click()));
                await phone.locator(".el-skeleton").first().waitFor({ state: "detached" });
                for (const complaint of await complaints(phone))
                    found.push(`${colorScheme} ${phone.url()} ${complaint}`);
            }
        }
        await phone.emulateMedia({ colorScheme: "light" });
        expect(found.join("\n"), "", "complaints");
    });

    await walk.step("nor has the phone where it has a page of its own", async () => {
        const wide = phone.viewportSize();
        await phone.setViewportSize({ width: 360, height: 780 });
        await phone.getByRole("link", { name: "手机", exact: true }).click();
        await phone.getByLabel("以粉丝的身份说点什么").waitFor();
        expect((await complaints(phone)).join("\n"), "", "complaints");
        const [width, room] = await phone.evaluate(() => [
            document.documentElement.scrollWidth,
            document.documentElement.clientWidth,
        ]);
        expect(width <= room, true, `${width} px in ${room} px`);
        await phone.setViewportSize(wide);
        await phone.goto(qunfa.sandbox);
    });
}

/** What the navigation leads to, inside and outside of an account, and what only pages lead to. */
async function addresses(page, home, account) {
    const listed = [];
    for (const address of [home, account]) {
        await page.goto(address);
        const links = page.getByRole("navigation").getByRole("link");
        await links.first().waitFor();
        listed.push(...(await links.evaluateAll((all) => all.map(({ href }) => href))));
    }
    const hidden = HIDDEN.map((path, index) => `${index === 0 ? home : account}${path}`);
    return new Set([...listed, ...hidden]);
}

/** What is still being faded in has no colour of its own yet. */
async function complaints(page) {
    await page.evaluate(AXE);
    return page.evaluate(async () => {
        const moving = document
            .getAnimations()
            .filter(({ effect }) => isFinite(effect.getComputedTiming().endTime));
        await Promise.allSettled(moving.map(({ finished }) => finished));
        const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
        const words = ({ id, nodes }) =>
            `${id}: ${nodes.slice(0, 5).map(({ target }) => target)} (${nodes.length})`;
        return violations
            .filter(({ impact }) => impact === "serious" || impact === "critical")
            .map(words);
    });
}
