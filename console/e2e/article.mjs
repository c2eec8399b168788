// An article is written on the platform, picked from the draft box, and sent.
import { control } from "./control.mjs";

const TITLE = `春茶上市 ${Date.now()}`;
const PIXEL =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

export async function article(walk, { page, phone, qunfa, account }) {
    await walk.step(
        "a draft from the platform's box is picked, and the phone shows it",
        async () => {
            const readers = await written(qunfa);
            await page.getByRole("link", { name: "写群发" }).first().click();
            await page.getByText("草稿箱文章").click();
            await page.getByRole("radio", { name: new RegExp(TITLE) }).check();
            const preview = page.getByRole("region", { name: "粉丝手机上的样子" });
            await preview.getByText(TITLE).waitFor();
            await page.getByText("上传的名单").click();
            await page.getByLabel(/上传文件/).setInputFiles({
                name: "readers.csv",
                mimeType: "text/csv",
                buffer: Buffer.from(["openid", ...readers].join("\n")),
            });
            await page.getByRole("radio", { name: /readers\.csv.*3/ }).waitFor();
            await page.getByRole("button", { name: "检查计划" }).click();
            await page.getByRole("region", { name: "发送计划" }).waitFor();
        },
    );

    await walk.step("it is sent, and the articles of the result are listed", async () => {
        await page.getByRole("button", { name: /^发送给/ }).click();
        const dialog = page.getByRole("dialog");
        for (const field of await dialog.getByLabel(/公众号名称/).all())
            await field.fill(account.name);
        for (const field of await dialog.getByLabel(/目标人数/).all()) await field.fill("3");
        await dialog.getByRole("button", { name: "发送", exact: true }).click();
        await page.locator("header").getByText("已完成").waitFor({ timeout: 60_000 });
    });

    await walk.step("two days later the report tells how it was read", async () => {
        await control(qunfa, "POST", "clock", { advance: "P2D" });
        await expectEventually(page, () => page.getByText("阅读人数"));
    });

    await walk.step("the article is on a follower's phone", async () => {
        await phone.goto(qunfa.sandbox);
        const screen = phone.getByRole("region", { name: /的手机$/ });
        await screen.getByText(TITLE).waitFor();
    });
}

/** The report is read anew with the page; the figures are asked for at a calm pace. */
async function expectEventually(page, shown) {
    for (let attempt = 0; attempt < 15; attempt++) {
        await page.reload();
        const found = shown().first();
        if (
            await found.waitFor({ timeout: 2_000 }).then(
                () => true,
                () => false,
            )
        )
            return;
    }
    throw new Error("the report does not tell how the article was read");
}

/** @returns {Promise<string[]>} three followers to send it to */
async function written(qunfa) {
    const [{ appid, secret }] = (await control(qunfa, "GET", "accounts")).accounts;
    const credential = { grant_type: "client_credential", appid, secret };
    const { access_token } = await platform(qunfa, "stable_token", JSON.stringify(credential));
    const file = new FormData();
    file.append("media", new Blob([Buffer.from(PIXEL, "base64")]), "cover.png");
    const token = `access_token=${access_token}`;
    const { media_id } = await platform(qunfa, `material/add_material?type=image&${token}`, file);
    const tea = { title: TITLE, content: "<p>明前龙井</p>", thumb_media_id: media_id };
    await platform(qunfa, `draft/add?${token}`, JSON.stringify({ articles: [tea] }));
    const { data } = await (await fetch(address(qunfa, `user/get?${token}`))).json();
    return data.openid.slice(0, 3);
}

async function platform(qunfa, call, body) {
    return (await fetch(address(qunfa, call), { method: "POST", body })).json();
}

function address(qunfa, call) {
    return new URL(`/cgi-bin/${call}`, qunfa.sandbox);
}
