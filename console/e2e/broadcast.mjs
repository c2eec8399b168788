// Write, plan, send, watch, schedule.
import { expect } from "./walk.mjs";

export async function broadcasting(walk, stage) {
    await composing(walk, stage);
    await sending(walk, stage);
    await scheduling(walk, stage);
}

async function composing(walk, { page, account, text }) {
    await walk.step("the followers are synchronised", async () => {
        const panel = page.getByRole("region", { name: "粉丝" });
        await panel.getByRole("button", { name: "同步粉丝" }).click();
        await panel.getByText(/^截至/).waitFor();
        await page.getByRole("link", { name: "写群发" }).first().click();
    });

    await walk.step("a text is composed, and the phone beside it shows its link", async () => {
        await page.getByLabel("文本消息").fill(text);
        const preview = page.getByRole("region", { name: "粉丝手机上的样子" });
        await preview.getByText("新书分享会 📚").waitFor();
        await page.getByText("全部粉丝").click();
        const count = page.getByRole("status").filter({ hasText: "目标人数" });
        await count.getByText(/[\d,]{3,}/).waitFor();
        account.followers = Number((await count.locator("strong").innerText()).replaceAll(",", ""));
    });

    await walk.step("what was typed survives a reload", async () => {
        await page.reload();
        expect(await page.getByLabel("文本消息").inputValue(), text, "the text");
    });
}

async function sending(walk, { page, account }) {
    await walk.step("the plan says what it takes before anything leaves", async () => {
        await page.getByRole("button", { name: "检查计划" }).click();
        const plan = page.getByRole("region", { name: "发送计划" });
        await plan.getByText("发给全部粉丝", { exact: true }).waitFor();
        await plan.getByText("本月还能发给全部粉丝").waitFor();
    });

    await walk.step("a send to everyone needs the account's name and the number", async () => {
        await page.getByRole("button", { name: /^发送给/ }).click();
        const dialog = page.getByRole("dialog");
        const send = dialog.getByRole("button", { name: "发送", exact: true });
        await dialog.getByLabel(/公众号名称/).fill(account.name);
        await dialog.getByLabel(/目标人数/).fill(String(account.followers - 1));
        expect(await send.isDisabled(), true, "sending with the wrong number is impossible");
        await dialog.getByLabel(/目标人数/).fill(String(account.followers));
        await send.click();
    });

    await walk.step("the result comes back by callback", async () => {
        await page.getByRole("region", { name: "进度" }).waitFor();
        await page.locator("header").getByText("已完成").waitFor({ timeout: 60_000 });
        // The platform's status may be known before its result is pushed.
        const delivered = page.getByRole("region", { name: "结果" }).locator(".delivered dd");
        await delivered
            .getByText(account.followers.toLocaleString("en"))
            .waitFor({ timeout: 60_000 });
        const calls = page.getByRole("region", { name: "平台调用" }).first();
        await calls.getByText(/^10000000\d\d$/).waitFor();
    });
}

async function scheduling(walk, { page, phone, qunfa, account }) {
    await walk.step("what does not fit today is scheduled for tomorrow", async () => {
        await page.getByRole("link", { name: "写群发" }).first().click();
        await page.getByLabel("文本消息").fill("明天见");
        await page.getByText("全部粉丝").click();
        await page.getByRole("button", { name: "检查计划" }).click();
        await page.getByText(/群发给全部粉丝的次数已用完/).waitFor();
        await page.getByRole("button", { name: "定时发送…" }).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel("开始时间").fill(await almostTomorrow(qunfa));
        await dialog.getByLabel(/公众号名称/).fill(account.name);
        await dialog.getByLabel(/目标人数/).fill(String(account.followers));
        await dialog.getByRole("button", { name: "定时", exact: true }).click();
        await page.getByRole("region", { name: "已定时" }).waitFor();
    });

    await walk.step("it begins by itself when its time comes", async () => {
        const clock = phone.getByRole("region", { name: "沙箱时钟" });
        await clock.getByRole("button", { name: "+1 天" }).click();
        await page.locator("header").getByText("已完成").waitFor({ timeout: 60_000 });
    });

    await walk.step("both are in the list of broadcasts", async () => {
        await page.getByRole("link", { name: "群发记录" }).click();
        const list = page.getByRole("list", { name: "群发记录" });
        await list.getByText("明天见").waitFor();
        await list.getByRole("listitem").first().getByText("已完成").waitFor();
    });
}

/** A little less than a day from the server's now, so that a jump of one day reaches it in time. */
async function almostTomorrow(qunfa) {
    const { now } = await (await fetch(new URL("/api/v1/about", qunfa.console))).json();
    const start = new Date(new Date(now).getTime() + (24 * 60 - 10) * 60_000);
    const shown = new Intl.DateTimeFormat("sv-SE", {
        timeZone: "Asia/Shanghai",
        dateStyle: "short",
        timeStyle: "short",
    });
    return shown.format(start).replace(" ", "T");
}
