using System.Collections.Frozen;

namespace SkillMcp.Formation;

/// <summary>What programs take as their arguments.</summary>
static class ProgramArguments
{
    // Flags with their values may come before the word that says what to do: "helm -n shop history".
    const int MaxSubcommands = 6;

    // With the words before it: "git checkout" takes a branch.
    static readonly FrozenDictionary<string, string> ByProgram = LiteralVocabulary.ByWord("""
        branch: git-checkout git-switch git-merge git-rebase git-push git-pull git-branch git-worktree git-fetch
        tag: git-tag gh-release
        commit: git-cherry-pick git-revert git-show git-reset
        repository: git-clone gh-repo
        issue: gh-issue
        pull_request: gh-pr
        run: gh-run
        workflow: gh-workflow
        user: useradd userdel usermod adduser deluser passwd chage id su chown
        group: groupadd groupdel
        database: createdb dropdb pg_dump pg_restore psql mysql mysqldump mongodump mongorestore
        service: systemctl service journalctl
        container: docker-run docker-stop docker-start docker-rm docker-logs docker-exec docker-restart docker-inspect podman-run
        image: docker-pull docker-push docker-tag docker-build
        volume: docker-volume
        network: docker-network
        node: kubectl-drain kubectl-cordon kubectl-uncordon kubectl-taint
        release: helm-upgrade helm-install helm-uninstall helm-rollback helm-history helm-status helm-diff helm-get helm-test
        workspace: terraform-workspace tofu-workspace
        package: npm-install npm-view pip-install pip-show apt-install apt-get-install brew-install yarn-add pnpm-add cargo-add dnf-install
        package: npm-publish poetry-add uv-add conda-install
        version: npm-version poetry-version cargo-bump
        project: dotnet-new dotnet-add dotnet-build dotnet-test dotnet-run dotnet-sln cargo-new
        host: ssh scp sftp ping nslookup traceroute
        domain: dig host whois
        topic: kafka-topics kafka-topics.sh rpk-topic
        queue: rabbitmqctl
        snapshot: restic-restore restic-forget
        folder: mkdir cd rmdir ls tree
        file: cp mv cat head tail less wc sort rm tar zip unzip gzip gunzip convert magick identify ffmpeg ffprobe pandoc exiftool
        file: sqlite3 csvcut csvsql jq xmllint ogr2ogr gdalwarp gdalinfo soffice libreoffice pdftk qpdf pdftotext lame sox
        url: curl wget
        target: make rake just task
        """);

    static readonly FrozenDictionary<string, string> ByExtension = LiteralVocabulary.ByWord("""
        document: docx doc odt
        video: mp4 mov mkv avi webm
        sample: fastq bam sam vcf fasta
        layer: shp gpkg geojson
        host: crt csr
        model: stl gcode obj 3mf
        notebook: ipynb
        package: tgz whl nupkg gem crate jar deb rpm apk vsix
        """);

    /// <summary>What the program takes in the place of a token; null if that is not known.</summary>
    public static string? NameAt(IReadOnlyList<StepToken> tokens, int at)
    {
        var command = at;
        while (command > 0 && tokens[command].Place > 0)
        {
            command--;
        }
        var program = tokens[command].Text[(tokens[command].Text.LastIndexOf('/') + 1)..];
        for (var before = command + 1; before < Math.Min(at, command + MaxSubcommands); before++)
        {
            if (ByProgram.TryGetValue($"{program}-{tokens[before].Text}", out var name))
            {
                return name;
            }
        }
        var first = ByProgram.GetValueOrDefault(program);
        // Behind the database come its tables.
        var isSecond = first == "database" && tokens.Skip(command + 1).Take(at - command - 1).Any(token => !token.IsFlag);
        return command < at && !isSecond ? first : null;
    }

    /// <summary>What a file of a kind is; null if its extension does not say.</summary>
    public static string? OfExtension(string extension) => ByExtension.GetValueOrDefault(extension);
}
