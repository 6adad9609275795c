namespace SkillMcp.Tests.Formation;

/// <summary>Pairs of procedures: look-alikes that do different things, and some that do the same in other words.</summary>
static class LookalikePairs
{
    /// <summary>A title, a description and steps; "|" between them.</summary>
    public static IReadOnlyList<(string One, string Other)> Different { get; } =
    [
        ("backup-postgres|Back up the PostgreSQL database|pg_dump -Fc orders > orders.dump|aws s3 cp orders.dump s3://backups/|"
            + "Check the size of the dump",
            "restore-postgres|Restore the PostgreSQL database|aws s3 cp s3://backups/orders.dump .|pg_restore -d orders orders.dump|"
                + "Check the size of the dump"),
        ("backup-postgres|Back up the database|pg_dump orders > orders.sql|gzip orders.sql|aws s3 cp orders.sql.gz s3://backups/",
            "backup-mysql|Back up the database|mysqldump orders > orders.sql|gzip orders.sql|aws s3 cp orders.sql.gz s3://backups/"),
        ("deploy-staging|Deploy the api to staging|docker build -t api .|kubectl --context staging set image deployment/api api=api|"
            + "kubectl --context staging rollout status deployment/api",
            "deploy-production|Deploy the api to production|docker build -t api .|"
                + "kubectl --context production set image deployment/api api=api|"
                + "kubectl --context production rollout status deployment/api"),
        ("deploy-api|Deploy the service|kubectl set image deployment/api api=api:2 -n shop|"
            + "kubectl rollout status deployment/api -n shop|curl -f http://api/health",
            "deploy-worker|Deploy the service|kubectl set image deployment/worker worker=worker:2 -n shop|"
                + "kubectl rollout status deployment/worker -n shop|curl -f http://worker/health"),
        ("deploy-service|Deploy the service|kubectl set image deployment/api api=api:2|kubectl rollout status deployment/api|"
            + "Watch the logs for errors",
            "deploy-the-service|Deploy the service|kubectl set image deployment/worker worker=worker:2|"
                + "kubectl rollout status deployment/worker|Watch the logs for errors"),
        ("upgrade-cluster-2|Upgrade the cluster to version 2|clusterctl plan --to 2|clusterctl apply --to 2|clusterctl status",
            "upgrade-cluster-3|Upgrade the cluster to version 3|clusterctl plan --to 3|clusterctl apply --to 3|clusterctl status"),
        ("failover-eu|Fail over the database in eu-west-1|aws rds failover-db-cluster --region eu-west-1|"
            + "Wait until the cluster is available|Run the smoke tests",
            "failover-us|Fail over the database in us-east-1|aws rds failover-db-cluster --region us-east-1|"
                + "Wait until the cluster is available|Run the smoke tests"),
        ("failover-database|Fail over the database|aws rds failover-db-cluster --region eu-west-1|Wait until the cluster is available|"
            + "Run the smoke tests",
            "fail-over-the-database|Fail over the database|aws rds failover-db-cluster --region us-east-1|"
                + "Wait until the cluster is available|Run the smoke tests"),
        ("release-app|Release the app|npm run build|npm test|npm publish",
            "release-app-and-notify|Release the app and notify the customers|npm run build|npm test|npm publish|Write to the customers"),
        ("restart-proxy|Restart the proxy|nginx -t|systemctl restart nginx|curl -I localhost",
            "restart-the-proxy|Restart the proxy|nginx -t|systemctl restart nginx|curl -I localhost|Tell the on-call channel|"
                + "Purge the edge cache"),
        ("enable-maintenance|Enable maintenance mode|Set the flag maintenance to on|Reload the balancer|Open the site and look",
            "disable-maintenance|Disable maintenance mode|Set the flag maintenance to off|Reload the balancer|Open the site and look"),
        ("merge-main|Merge main into develop|git fetch origin|git switch develop|git merge main|git push",
            "merge-develop|Merge develop into main|git fetch origin|git switch main|git merge develop|git push"),
        ("copy-to-staging|Copy the data from production to staging|Take a dump|Load the dump|Check the counts",
            "copy-to-production|Copy the data from staging to production|Take a dump|Load the dump|Check the counts"),
        ("scale-up|Scale up the web servers|Open the console|Change the number of servers|Watch the load",
            "scale-down|Scale down the web servers|Open the console|Change the number of servers|Watch the load"),
        ("weekly-report|Send the weekly report|Run the query|Fill in the sheet|Send it to the team",
            "monthly-report|Send the monthly report|Run the query|Fill in the sheet|Send it to the team"),
        ("create-user|Create a user in the directory|Open the directory|Enter the name|Save the change",
            "delete-user|Delete a user in the directory|Open the directory|Enter the name|Save the change"),
        ("clear-cache|Clear the cache of the shop|redis-cli -h cache-shop FLUSHALL|Restart the shop|Open the first page",
            "clear-cache-blog|Clear the cache of the blog|redis-cli -h cache-blog FLUSHALL|Restart the blog|Open the first page"),
        ("clear-cache|Clear the cache|redis-cli -h cache-shop FLUSHALL|Restart the site|Open the first page",
            "clear-the-cache|Clear the cache|redis-cli -h cache-blog FLUSHALL|Restart the site|Open the first page"),
        ("rotate-certificate|Rotate the certificate of the proxy|certctl issue --for proxy|certctl install|systemctl reload proxy",
            "rotate-certificate-mail|Rotate the certificate of the mail server|certctl issue --for mail|certctl install|"
                + "systemctl reload mail"),
        ("rotate-certificate|Rotate the certificate of the proxy|certctl issue --for proxy|certctl install|systemctl reload proxy",
            "rotate-key|Rotate the signing key of the proxy|certctl issue --for proxy|certctl install|systemctl reload proxy"),
        ("delete-old-logs|Delete the old logs|cd /var/log/app|find . -mtime +30 -delete|df -h",
            "delete-all-logs|Delete all logs|cd /var/log/app|find . -delete|df -h"),
        ("sync-folder|Synchronise the folder with the share|Mount the share|rsync -a docs/ /mnt/share/docs/|Unmount the share",
            "sync-the-folder|Synchronise the folder with the share|Mount the share|rsync -a --delete docs/ /mnt/share/docs/|"
                + "Unmount the share"),
        ("push-branch|Publish the branch|git fetch|git rebase origin/main|git push origin HEAD",
            "publish-branch|Publish the branch|git fetch|git rebase origin/main|git push --force origin HEAD"),
        ("apply-infra|Apply the infrastructure|terraform init|terraform plan -out plan|terraform apply plan",
            "apply-the-infra|Apply the infrastructure|terraform init|terraform plan -out plan|terraform apply -destroy plan"),
        ("export-customers|Export the customers|Open the admin page|Choose customers|Press export",
            "import-customers|Import the customers|Open the admin page|Choose customers|Press import"),
        ("export-customers|Export the customers as a file|Open the admin page|Choose customers|Press export",
            "export-suppliers|Export the suppliers as a file|Open the admin page|Choose suppliers|Press export"),
        ("onboard-employee|Onboard a new employee|Create the account|Order the laptop|Add to the groups",
            "offboard-employee|Offboard an employee|Disable the account|Collect the laptop|Remove from the groups"),
        ("book-flight|Book a flight to Berlin|Open the travel site|Choose the dates|Pay by card",
            "book-flight-paris|Book a flight to Paris|Open the travel site|Choose the dates|Pay by card"),
        ("book-travel|Book the trip|Open the travel site|Choose Berlin as the town|Pay by card",
            "book-the-trip|Book the trip|Open the travel site|Choose Paris as the town|Pay by card"),
        ("test-unit|Run the unit tests|npm ci|npm run test:unit|Read the report",
            "test-integration|Run the integration tests|npm ci|npm run test:integration|Read the report"),
        ("install-npm|Install the dependencies|rm -rf node_modules|npm install|npm run build",
            "install-pnpm|Install the dependencies|rm -rf node_modules|pnpm install|pnpm run build"),
        ("rollback-release|Roll back the release|helm history api|helm rollback api|helm status api",
            "roll-out-release|Roll out the release|helm history api|helm upgrade api ./chart|helm status api"),
        ("backup-orders|Back up the database|pg_dump {database} > dump.sql|gzip dump.sql|aws s3 cp dump.sql.gz s3://backups/",
            "backup-the-database|Back up the database|pg_dump orders > dump.sql|gzip dump.sql|aws s3 cp dump.sql.gz s3://backups/"),
        ("dns-add|Add a record to the zone|Open the zone|Add the record|Wait for the name servers",
            "dns-remove|Remove a record from the zone|Open the zone|Remove the record|Wait for the name servers"),
        ("patch-linux|Patch the servers|apt-get update|apt-get upgrade -y|reboot",
            "patch-redhat|Patch the servers|dnf check-update|dnf upgrade -y|reboot"),
        ("open-port|Allow the port through the firewall|Look up the port|ufw allow 443|ufw status",
            "close-port|Block the port in the firewall|Look up the port|ufw deny 443|ufw status"),
        ("drain-node|Drain the node before the upgrade|kubectl cordon {node}|kubectl drain {node}|kubectl get pods",
            "drain-node-after|Drain the node after the upgrade|kubectl cordon {node}|kubectl drain {node}|kubectl get pods"),
        ("deploy-without-tests|Deploy the site without tests|git pull|npm run build|systemctl restart site",
            "deploy-site|Deploy the site|git pull|npm run build|systemctl restart site"),
        ("migrate-up|Apply the migrations of the billing schema|alembic current|alembic upgrade head|alembic history",
            "migrate-down|Revert the migrations of the billing schema|alembic current|alembic downgrade -1|alembic history"),
        ("refund-order|Refund an order|Open the order in the shop|Press refund|Send the customer a message",
            "cancel-order|Cancel an order|Open the order in the shop|Press cancel|Send the customer a message"),
        ("tag-release|Tag the release of the backend|git fetch --tags|git tag backend-1|git push --tags",
            "tag-release-frontend|Tag the release of the frontend|git fetch --tags|git tag frontend-1|git push --tags"),
        ("resize-images|Resize the images to 800 pixels|mogrify -resize 800x *.jpg|Check the folder|Upload the folder",
            "resize-the-images|Resize the images to 1200 pixels|mogrify -resize 1200x *.jpg|Check the folder|Upload the folder"),
        ("grant-access|Grant the analyst access to the warehouse|Open the console|Choose the role|Confirm the change",
            "revoke-access|Revoke the analyst's access to the warehouse|Open the console|Choose the role|Confirm the change"),
        ("renew-web|Renew the certificate|certbot renew --cert-name web|nginx -t|systemctl reload nginx",
            "renew-mail|Renew the certificate|certbot renew --cert-name mail|nginx -t|systemctl reload nginx"),
        ("wipe-disk|Wipe the disk of the laptop|Boot from the stick|Run the wipe|Note the serial number",
            "wipe-disk-server|Wipe the disk of the server|Boot from the stick|Run the wipe|Note the serial number"),
        ("upgrade-primary|Upgrade the primary database node|Stop the service|Install the package|Start the service",
            "upgrade-replica|Upgrade the replica database node|Stop the service|Install the package|Start the service"),
        ("pay-invoice|Pay the invoice of the supplier|Open the bank|Enter the amount|Confirm with the token",
            "send-invoice|Send the invoice to the customer|Open the books|Enter the amount|Send the file"),
        ("copy-file|Copy the settings between the two hosts|Stop the agent|cp /srv/a/settings /srv/b/settings|Start the agent",
            "copy-the-file|Copy the settings between the two hosts|Stop the agent|cp /srv/b/settings /srv/a/settings|Start the agent"),
        ("sync-buckets|Synchronise the buckets|aws s3 ls|aws s3 sync {source} {target}|aws s3 ls --summarize",
            "sync-the-buckets|Synchronise the buckets|aws s3 ls|aws s3 sync {target} {source}|aws s3 ls --summarize"),
        ("clean-folder|Clean the folder after the copy|cp -r {source} {target}|diff -r {source} {target}|rm -r {source}",
            "clean-the-folder|Clean the folder after the copy|cp -r {source} {target}|diff -r {source} {target}|rm -r {target}"),
        ("guard-change|Change the record under the lock|Lock the record|Change the record|Unlock the record",
            "change-record|Change the record under the lock|Unlock the record|Change the record|Lock the record"),
        ("check-in-guest|Check in the guest at the desk|Open the booking|Press the button|Hand over the key",
            "check-out-guest|Check out the guest at the desk|Open the booking|Press the button|Hand over the bill"),
        ("deploy-us|Deploy the shop in the US|Open the console|Choose the build|Press deploy",
            "deploy-shop|Deploy the shop|Open the console|Choose the build|Press deploy"),
        ("read-logs|Read the logs of the api in the cluster|kubectl get pods|kubectl logs deployment/api -n shop|grep ERROR app.log",
            "read-the-logs|Read the logs of the api in the cluster|kubectl get pods|kubectl logs deployment/api -n payments|"
                + "grep ERROR app.log"),
    ];

    /// <summary>The same thing in other words or by other means.</summary>
    public static IReadOnlyList<(string One, string Other)> Same { get; } =
    [
        ("upgrade-container-runtime|Upgrade the container runtime of a kubernetes worker node|kubectl drain {node} --ignore-daemonsets|"
            + "apt-get install -y containerd|systemctl restart containerd|kubectl uncordon {node}",
            "update-container-runtime|Update the container runtime on a k8s worker node|kubectl drain {worker} --ignore-daemonsets|"
                + "nodeadm upgrade-runtime --channel stable|kubectl uncordon {worker}"),
        ("rotate-certificate|Rotate the certificate of the proxy|certctl issue --for api|certctl install --target proxy|"
            + "systemctl reload proxy",
            "renew-proxy-certificate|Renew the proxy's certificate|certctl issue --for api|proxyctl load --certificate api --now|"
                + "systemctl reload proxy"),
        ("rotate-tls-cert|Rotate the TLS cert of the gateway|Request the certificate|gatewayctl install cert.pem|gatewayctl reload",
            "renew-tls-certificate|Renew the TLS certificate for the gateway|Request the certificate|"
                + "Copy cert.pem to the gateway by hand|gatewayctl reload"),
        ("backup-db|Back up the orders database|pg_dump orders > orders.sql|gzip orders.sql|aws s3 cp orders.sql.gz s3://backups/",
            "backup-orders-database|Backup of the orders database|pg_dump orders > orders.sql|Compress the dump|"
                + "aws s3 cp orders.sql.gz s3://backups/"),
        ("deploy-docs|Deploy the documentation site|npm ci|npm run docs:build|Upload the folder site to the host",
            "release-docs-site|Release the docs site|npm ci|mkdocs build|Upload the folder site to the host"),
        ("clear-build-cache|Clear the build cache|docker builder prune -f|df -h|Start the build again",
            "purge-build-cache|Purge the build cache|buildctl cache gc|df -h|Start the build again"),
        ("restart-queue|Restart the mail queue|Check that the queue is idle|postqueue -f|systemctl restart postfix",
            "restart-the-mail-queue|Restart the mail queue|Verify that the queue is idle|mailctl flush|systemctl restart postfix"),
        ("onboard|Onboard a new employee|Create the account in the directory|Order the laptop|Add the account to the groups",
            "onboard-colleague|Onboard a new colleague|Create the account in the directory|Order the laptop|"
                + "Ask the team lead for the groups and enter them"),
        ("resize-volume|Resize the data volume of the api|Take a snapshot of the volume|lvextend -r -L +10G /dev/data|df -h",
            "resize-data-volume|Resize the api's data volume|Take a snapshot of the volume|growvol data 10|df -h"),
        ("publish-package|Publish the package to the registry|npm test|npm version patch|npm publish",
            "release-package|Release the package to the registry|npm test|npm version patch --no-git-tag|npm publish"),
        ("rebuild-search-index|Rebuild the search index of the shop|Stop the indexer|indexctl rebuild --index shop|Start the indexer",
            "rebuild-shop-search-index|Rebuild the shop's search index|Stop the indexer|curl -XPOST localhost:9200/shop/_rebuild|"
                + "Start the indexer"),
        ("create-monthly-invoices|Create the monthly invoices|Close the month in the books|Run the invoice job|Check three invoices",
            "create-the-invoices|Create the monthly invoices|Close the month in the books|Create the invoices from the template|"
                + "Check three invoices"),
    ];

    public static Procedure Read(string text)
    {
        var parts = text.Split('|');
        var steps = parts[2..].Select(Step.Parse);
        return new Procedure { Title = parts[0], Description = parts[1], Steps = [.. steps] }.WithParametersOfSteps();
    }
}
