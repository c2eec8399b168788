// Operators and what they may do; another account, connected in steps.
import { control } from "./control.mjs";
import { expect } from "./walk.mjs";

const GUEST = "mei";

export async function people(walk, { page, qunfa, account }) {
    let password = "";

    await walk.step("an operator is made, and the password is shown once", async () => {
        await page.goto(qunfa.console);
        await page.getByRole("link", { name: "操作员" }).click();
        await page.getByRole("button", { name: "新建操作员" }).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel("名称").fill(GUEST);
        await dialog.getByRole("button", { name: "新建", exact: true }).click();
        password = await page.locator(".secret code").innerText();
        await page.getByRole("button", { name: "我已保存" }).click();
        expect(await page.getByText(password).count(), 0, "places that show the password");
    });

    await walk.step("they get a role on the account", async () => {
        await page.goto(`${account.url}/people`);
        await page.getByLabel("操作员的登录名").fill(GUEST);
        await page.getByRole("button", { name: "授予", exact: true }).click();
        await page.getByRole("cell", { name: GUEST }).waitFor();
    });

    await walk.step("who may only look is shown no button that would be refused", async () => {
        const guest = await walk.page("guest");
        await guest.goto(qunfa.console);
        await guest.getByLabel("名称").fill(GUEST);
        await guest.getByLabel("密码").fill(password);
        await guest.getByRole("button", { name: "登录" }).click();
        await guest.getByRole("article").first().getByRole("link").click();
        await guest.getByRole("region", { name: "最近的群发" }).waitFor();
        for (const name of ["写群发", "操作员", "成员与权限"])
            expect(await guest.getByRole("link", { name }).count(), 0, `links to ${name}`);
        expect(await guest.getByRole("button", { name: "同步粉丝" }).count(), 0, "buttons");
    });

    await walk.step("another account is connected in steps", async () => {
        const second = await another(qunfa);
        await page.getByRole("link", { name: "全部公众号" }).click();
        await page.getByRole("button", { name: "接入公众号" }).click();
        await page.getByText(/自动回复停用/).waitFor();
        await page.getByRole("button", { name: "下一步" }).click();
        await page.getByLabel("名称").fill("第二个号");
        await page.getByLabel("AppID").fill(second.appid);
        await page.getByLabel(/AppSecret/).fill(second.secret);
        await page.getByLabel("平台地址").fill(qunfa.sandbox);
        await page.getByRole("button", { name: "验证并接入" }).click();
        const settings = page.getByRole("region", { name: "消息推送配置" });
        await settings.locator("dd code").nth(1).waitFor();
        const [url, token] = await settings.locator("dd code").allInnerTexts();
        await control(qunfa, "PATCH", `accounts/${second.appid}`, { callback: { url, token } });
        await page.getByText("平台验证已通过").waitFor();
        await page.getByRole("button", { name: "同步粉丝" }).click();
        await page.getByText("粉丝已经在这里").waitFor();
    });
}

async function another(qunfa) {
    const account = await control(qunfa, "POST", "accounts", { kind: "service", verified: true });
    await control(qunfa, "POST", `accounts/${account.appid}/followers`, { count: 3 });
    return account;
}
