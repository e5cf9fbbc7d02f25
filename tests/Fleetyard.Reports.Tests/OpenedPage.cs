using Microsoft.Playwright;

namespace Fleetyard.Reports.Tests;

/// <summary>A report opened from a file in a browser, as a reader opens it; what goes wrong in it is kept.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fleetyard-page-").FullName;
    private readonly IBrowserContext context;

    private OpenedPage(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) => Complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Dialog += (_, dialog) =>
        {
            Complaints.Add("dialog: " + dialog.Message);
            _ = dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    /// <summary>What the page wrote to the console, errors of its own and of its policy included, and what it asked the reader.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>What the page asked for; the first is itself.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Opens a page.</summary>
    public static async Task<OpenedPage> OpenAsync(IBrowser browser, string html, string hash = "", bool scripts = true)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 }, JavaScriptEnabled = scripts });
        var opened = new OpenedPage(context, await context.NewPageAsync());
        var file = Path.Combine(opened.folder, "report.html");
        await File.WriteAllTextAsync(file, html);
        await opened.Page.GotoAsync(new Uri(file).AbsoluteUri + hash);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
