export interface paths {
    "/api/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List this business and the resellers below it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                parentId: string | null;
                                slug: string;
                                name: string;
                                /** @enum {string} */
                                kind: "operator" | "reseller";
                                /** @enum {string} */
                                status: "trial" | "active" | "suspended" | "closed";
                                currency: string;
                                depth: number;
                                primaryColor: string;
                                supportEmail: string;
                                createdAt: string;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Create a reseller */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        slug: string;
                        name: string;
                        currency?: string;
                        supportEmail?: "" | string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            parentId: string | null;
                            slug: string;
                            name: string;
                            /** @enum {string} */
                            kind: "operator" | "reseller";
                            /** @enum {string} */
                            status: "trial" | "active" | "suspended" | "closed";
                            currency: string;
                            depth: number;
                            primaryColor: string;
                            supportEmail: string;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description tenants.slugTaken */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description tenants.tooDeep */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{id}/branding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change name, colour and support address of a brand */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        primaryColor: string;
                        supportEmail: "" | string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            parentId: string | null;
                            slug: string;
                            name: string;
                            /** @enum {string} */
                            kind: "operator" | "reseller";
                            /** @enum {string} */
                            status: "trial" | "active" | "suspended" | "closed";
                            currency: string;
                            depth: number;
                            primaryColor: string;
                            supportEmail: string;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description tenants.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List customer accounts, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    q?: string;
                    status?: "active" | "suspended" | "closed";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                number: string;
                                name: string;
                                /** @enum {string} */
                                kind: "individual" | "business" | "carrier";
                                /** @enum {string} */
                                status: "active" | "suspended" | "closed";
                                email: string;
                                group: string | null;
                                currency: string;
                                createdAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one account */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            number: string;
                            name: string;
                            /** @enum {string} */
                            kind: "individual" | "business" | "carrier";
                            /** @enum {string} */
                            status: "active" | "suspended" | "closed";
                            email: string;
                            group: string | null;
                            currency: string;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description accounts.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put an account into a price group */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        group: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            number: string;
                            name: string;
                            /** @enum {string} */
                            kind: "individual" | "business" | "carrier";
                            /** @enum {string} */
                            status: "active" | "suspended" | "closed";
                            email: string;
                            group: string | null;
                            currency: string;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description accounts.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List wallets: a customer sees its own */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    accountId?: string;
                    currency?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                accountId: string;
                                currency: string;
                                balance: {
                                    currency: string;
                                    amount: string;
                                };
                                held: {
                                    currency: string;
                                    amount: string;
                                };
                                available: {
                                    currency: string;
                                    amount: string;
                                };
                                creditLimit: {
                                    currency: string;
                                    amount: string;
                                };
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a wallet: balance, what is held and what can be spent */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            currency: string;
                            balance: {
                                currency: string;
                                amount: string;
                            };
                            held: {
                                currency: string;
                                amount: string;
                            };
                            available: {
                                currency: string;
                                amount: string;
                            };
                            creditLimit: {
                                currency: string;
                                amount: string;
                            };
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ledger.walletNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallets/{id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the entries of a wallet, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    kind?: "recharge" | "call" | "sms" | "mms" | "number_purchase" | "number_renewal" | "porting" | "esim_purchase" | "esim_topup" | "package" | "subscription" | "instance_usage" | "channel_plan" | "wholesale" | "bonus" | "promo_credit" | "referral_reward" | "loyalty_redeem" | "refund" | "chargeback" | "adjustment" | "transfer" | "commission" | "payout" | "credit_expiry" | "write_off" | "cost";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                walletId: string | null;
                                seq: number | null;
                                kind: string;
                                description: string;
                                amount: {
                                    currency: string;
                                    amount: string;
                                };
                                before: {
                                    currency: string;
                                    amount: string;
                                } | null;
                                after: {
                                    currency: string;
                                    amount: string;
                                } | null;
                                subjectType: string | null;
                                subjectId: string | null;
                                occurredAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ledger.walletNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallets/{id}/entries.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the entries of a wallet as CSV */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ledger.walletNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallets/{id}/adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Credit or debit a wallet by hand, with a reason */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amount: string;
                        currency: string;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            currency: string;
                            balance: {
                                currency: string;
                                amount: string;
                            };
                            held: {
                                currency: string;
                                amount: string;
                            };
                            available: {
                                currency: string;
                                amount: string;
                            };
                            creditLimit: {
                                currency: string;
                                amount: string;
                            };
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ledger.walletNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ledger.currencyMismatch, ledger.keyReused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Explain an entry: the reason for its amount and both sides of every posting */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            walletId: string | null;
                            seq: number | null;
                            kind: string;
                            description: string;
                            amount: {
                                currency: string;
                                amount: string;
                            };
                            before: {
                                currency: string;
                                amount: string;
                            } | null;
                            after: {
                                currency: string;
                                amount: string;
                            } | null;
                            subjectType: string | null;
                            subjectId: string | null;
                            occurredAt: string;
                            /** Format: uuid */
                            journalId: string;
                            holdId: string | null;
                            trace: {
                                [key: string]: unknown;
                            } | null;
                            postings: {
                                /** Format: uuid */
                                entryId: string;
                                debit: string;
                                credit: string;
                                amount: {
                                    currency: string;
                                    amount: string;
                                };
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ledger.entryNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all postings of the business, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    kind?: "recharge" | "call" | "sms" | "mms" | "number_purchase" | "number_renewal" | "porting" | "esim_purchase" | "esim_topup" | "package" | "subscription" | "instance_usage" | "channel_plan" | "wholesale" | "bonus" | "promo_credit" | "referral_reward" | "loyalty_redeem" | "refund" | "chargeback" | "adjustment" | "transfer" | "commission" | "payout" | "credit_expiry" | "write_off" | "cost";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                walletId: string | null;
                                seq: number | null;
                                kind: string;
                                description: string;
                                amount: {
                                    currency: string;
                                    amount: string;
                                };
                                before: {
                                    currency: string;
                                    amount: string;
                                } | null;
                                after: {
                                    currency: string;
                                    amount: string;
                                } | null;
                                subjectType: string | null;
                                subjectId: string | null;
                                occurredAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/trial-balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sum debits and credits of every ledger account */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            lines: {
                                code: string;
                                debit: {
                                    currency: string;
                                    amount: string;
                                };
                                credit: {
                                    currency: string;
                                    amount: string;
                                };
                                balance: {
                                    currency: string;
                                    amount: string;
                                };
                            }[];
                            totals: {
                                currency: string;
                                debit: {
                                    currency: string;
                                    amount: string;
                                };
                                credit: {
                                    currency: string;
                                    amount: string;
                                };
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/invariants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the last proof that the ledger is right */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            last: {
                                checkedAt: string;
                                durationMs: number;
                                ok: boolean;
                                results: {
                                    name: string;
                                    ok: boolean;
                                    offending: {
                                        [key: string]: unknown;
                                    }[];
                                }[];
                            } | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Prove now that the ledger is right */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checkedAt: string;
                            durationMs: number;
                            ok: boolean;
                            results: {
                                name: string;
                                ok: boolean;
                                offending: {
                                    [key: string]: unknown;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/charges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Charge a wallet, durably and once per key */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        walletId: string;
                        amount: string;
                        currency: string;
                        /** @enum {string} */
                        kind: "recharge" | "call" | "sms" | "mms" | "number_purchase" | "number_renewal" | "porting" | "esim_purchase" | "esim_topup" | "package" | "subscription" | "instance_usage" | "channel_plan" | "wholesale" | "bonus" | "promo_credit" | "referral_reward" | "loyalty_redeem" | "refund" | "chargeback" | "adjustment" | "transfer" | "commission" | "payout" | "credit_expiry" | "write_off" | "cost";
                        description: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            after: {
                                currency: string;
                                amount: string;
                            };
                            duplicate: boolean;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ledger.insufficientBalance */
                402: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ledger.walletNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ledger.currencyMismatch, ledger.keyReused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description request.busy */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/site": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The brand whose pages are open */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            tenant: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                                name: string;
                                /** @enum {string} */
                                kind: "operator" | "reseller";
                                currency: string;
                            };
                            branding: {
                                primaryColor: string;
                                logoUrl: string | null;
                                supportEmail: string;
                            };
                            needsSetup: boolean;
                        };
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Name the operator and make its first administrator, by the link printed at the start */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                        businessName: string;
                        currency: string;
                        name: string;
                        /** Format: email */
                        email: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description access.setupDone */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description access.linkInvalid, access.weakPassword */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, and what they may do */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            user: {
                                /** Format: uuid */
                                id: string;
                                email: string;
                                name: string;
                                status: string;
                                totp: boolean;
                            };
                            tenant: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                                name: string;
                                /** @enum {string} */
                                kind: "operator" | "reseller";
                                currency: string;
                            };
                            account: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                number: string;
                            } | null;
                            role: string;
                            permissions: string[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign up as a customer; the answer is the same whether the address is known or not */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** Format: email */
                        email: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description access.weakPassword */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm an address by the link of the mail */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description access.linkInvalid */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the confirmation mail again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: email */
                        email: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/reset-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mail a link to choose a new password */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: email */
                        email: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose a password by the link of a reset or an invitation */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description access.linkInvalid, access.weakPassword */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with e-mail and password; sets the session cookies */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: email */
                        email: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "signed-in" | "totp-required" | "totp-enrolment-required";
                        };
                    };
                };
                /** @description access.wrongCredentials */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description access.notVerified, access.notAllowed */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the code of the second factor, or a recovery code */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "signed-in";
                        };
                    };
                };
                /** @description access.wrongCode, access.codeUsed */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/totp/enrolment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to set up a second factor */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            secret: string;
                            uri: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description access.alreadyEnrolled */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/totp/enrolment/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove the second factor with a code; answers the recovery codes once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            recoveryCodes: string[];
                        };
                    };
                };
                /** @description access.wrongCode, access.codeUsed */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description access.alreadyEnrolled */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the session’s tokens; a token used twice ends the session */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description access.sessionEnded */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this session, also after its access token has run out */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The devices on which you are signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                current: boolean;
                                ip: string | null;
                                userAgent: string | null;
                                createdAt: string;
                                lastUsedAt: string;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign a device out */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description access.sessionNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List API keys */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                prefix: string;
                                permissions: string[];
                                createdAt: string;
                                expiresAt: string | null;
                                lastUsedAt: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make an API key; it is shown once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        permissions: string[];
                        /** Format: date-time */
                        expiresAt?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            apiKey: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                prefix: string;
                                permissions: string[];
                                createdAt: string;
                                expiresAt: string | null;
                                lastUsedAt: string | null;
                            };
                            key: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description access.permissionNotHeld */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description access.notForKeys */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End an API key at once */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description access.keyNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the staff of this business */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                email: string;
                                name: string;
                                role: string;
                                status: string;
                                totp: boolean;
                                lastLoginAt: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Invite a colleague */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** Format: email */
                        email: string;
                        /** @enum {string} */
                        role: "super_admin" | "admin" | "finance" | "support" | "reseller_owner" | "reseller_staff";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            email: string;
                            name: string;
                            role: string;
                            status: string;
                            totp: boolean;
                            lastLoginAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description access.permissionNotHeld */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description access.emailTaken */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description access.roleElsewhere */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lock a person out at once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            email: string;
                            name: string;
                            role: string;
                            status: string;
                            totp: boolean;
                            lastLoginAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description access.permissionNotHeld */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description access.userNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description access.lastSuperAdmin, request.invalidTransition */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a suspended person in again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            email: string;
                            name: string;
                            role: string;
                            status: string;
                            totp: boolean;
                            lastLoginAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description access.permissionNotHeld */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description access.userNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description request.invalidTransition */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the vendors everything is bought from, the one to ask first in front */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                vendor: string;
                                name: string;
                                /** @enum {string} */
                                status: "testing" | "active" | "inactive";
                                priority: number;
                                capabilities: string[];
                                settings: {
                                    [key: string]: string;
                                };
                                secretsSet: string[];
                                webhookUrl: string;
                                lastCheck: {
                                    ok: boolean;
                                    message: string;
                                    at: string;
                                } | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Add a vendor; it is asked for nothing until it is enabled */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        vendor: string;
                        name: string;
                        /** @default 100 */
                        priority?: number;
                        capabilities: ("voice" | "sms" | "mms" | "numbers" | "data" | "payment")[];
                        settings?: {
                            [key: string]: string;
                        };
                        secrets?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            vendor: string;
                            name: string;
                            /** @enum {string} */
                            status: "testing" | "active" | "inactive";
                            priority: number;
                            capabilities: string[];
                            settings: {
                                [key: string]: string;
                            };
                            secretsSet: string[];
                            webhookUrl: string;
                            lastCheck: {
                                ok: boolean;
                                message: string;
                                at: string;
                            } | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description providers.nameTaken, providers.notSimulated */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description providers.addressRefused, providers.secretInSettings */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one provider, without its secrets */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            vendor: string;
                            name: string;
                            /** @enum {string} */
                            status: "testing" | "active" | "inactive";
                            priority: number;
                            capabilities: string[];
                            settings: {
                                [key: string]: string;
                            };
                            secretsSet: string[];
                            webhookUrl: string;
                            lastCheck: {
                                ok: boolean;
                                message: string;
                                at: string;
                            } | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description providers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/{id}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change settings and replace secrets; secrets cannot be read again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        settings?: {
                            [key: string]: string;
                        };
                        secrets?: {
                            [key: string]: string;
                        };
                        priority?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            vendor: string;
                            name: string;
                            /** @enum {string} */
                            status: "testing" | "active" | "inactive";
                            priority: number;
                            capabilities: string[];
                            settings: {
                                [key: string]: string;
                            };
                            secretsSet: string[];
                            webhookUrl: string;
                            lastCheck: {
                                ok: boolean;
                                message: string;
                                at: string;
                            } | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description providers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description providers.notSimulated */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description providers.addressRefused, providers.secretInSettings */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Test the connection with a harmless call */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                            message: string;
                            checkedAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description providers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description providers.noAdapter */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a provider into use */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            vendor: string;
                            name: string;
                            /** @enum {string} */
                            status: "testing" | "active" | "inactive";
                            priority: number;
                            capabilities: string[];
                            settings: {
                                [key: string]: string;
                            };
                            secretsSet: string[];
                            webhookUrl: string;
                            lastCheck: {
                                ok: boolean;
                                message: string;
                                at: string;
                            } | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description providers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description providers.noAdapter, request.invalidTransition */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a provider out of use */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            vendor: string;
                            name: string;
                            /** @enum {string} */
                            status: "testing" | "active" | "inactive";
                            priority: number;
                            capabilities: string[];
                            settings: {
                                [key: string]: string;
                            };
                            secretsSet: string[];
                            webhookUrl: string;
                            lastCheck: {
                                ok: boolean;
                                message: string;
                                at: string;
                            } | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description providers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description request.invalidTransition */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/offerings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what is offered, in shop-window order */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    kind?: string;
                    status?: "draft" | "active" | "archived";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                kind: string;
                                slug: string;
                                name: string;
                                description: string;
                                /** @enum {string} */
                                status: "draft" | "active" | "archived";
                                features: string[];
                                sortOrder: number;
                                showOnWebsite: boolean;
                                createdAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Add a draft to the catalogue */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        kind: string;
                        slug: string;
                        name: string;
                        description?: string;
                        features?: string[];
                        sortOrder?: number;
                        showOnWebsite?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            kind: string;
                            slug: string;
                            name: string;
                            description: string;
                            /** @enum {string} */
                            status: "draft" | "active" | "archived";
                            features: string[];
                            sortOrder: number;
                            showOnWebsite: boolean;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description catalog.slugTaken */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/offerings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one offering */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            kind: string;
                            slug: string;
                            name: string;
                            description: string;
                            /** @enum {string} */
                            status: "draft" | "active" | "archived";
                            features: string[];
                            sortOrder: number;
                            showOnWebsite: boolean;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description catalog.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/offerings/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put an offering on sale */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            kind: string;
                            slug: string;
                            name: string;
                            description: string;
                            /** @enum {string} */
                            status: "draft" | "active" | "archived";
                            features: string[];
                            sortOrder: number;
                            showOnWebsite: boolean;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description catalog.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description request.invalidTransition */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/offerings/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an offering off sale */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            kind: string;
                            slug: string;
                            name: string;
                            description: string;
                            /** @enum {string} */
                            status: "draft" | "active" | "archived";
                            features: string[];
                            sortOrder: number;
                            showOnWebsite: boolean;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description catalog.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description request.invalidTransition */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List price rules, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    service?: string;
                    country?: string;
                    accountId?: string;
                    group?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                accountId: string | null;
                                group: string | null;
                                service: string;
                                country: string | null;
                                vendor: string | null;
                                offeringId: string | null;
                                increments: {
                                    initialSeconds: number;
                                    recurringSeconds: number;
                                } | null;
                                /** @enum {string} */
                                kind: "fixed_price" | "markup_percentage" | "markup_fixed";
                                value: string;
                                minCharge: string | null;
                                currency: string | null;
                                belowFloorReason: string | null;
                                /** @enum {string} */
                                state: "scheduled" | "active" | "ended";
                                validFrom: string;
                                validTo: string | null;
                                createdAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Set a dated price or markup */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        service: string;
                        country?: string | null;
                        vendor?: string | null;
                        offeringId?: string | null;
                        increments?: {
                            initialSeconds: number;
                            recurringSeconds: number;
                        } | null;
                        accountId?: string | null;
                        group?: string | null;
                        /** @enum {string} */
                        kind: "fixed_price" | "markup_percentage" | "markup_fixed";
                        value: string;
                        minCharge?: string | null;
                        currency?: string;
                        /** Format: date-time */
                        validFrom?: string;
                        validTo?: string | null;
                        belowFloorReason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            accountId: string | null;
                            group: string | null;
                            service: string;
                            country: string | null;
                            vendor: string | null;
                            offeringId: string | null;
                            increments: {
                                initialSeconds: number;
                                recurringSeconds: number;
                            } | null;
                            /** @enum {string} */
                            kind: "fixed_price" | "markup_percentage" | "markup_fixed";
                            value: string;
                            minCharge: string | null;
                            currency: string | null;
                            belowFloorReason: string | null;
                            /** @enum {string} */
                            state: "scheduled" | "active" | "ended";
                            validFrom: string;
                            validTo: string | null;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description pricing.overlap, pricing.belowFloor, pricing.operatorOnly, pricing.badPeriod */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-rules/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a price, now or at a later instant */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at?: string;
                    } | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            accountId: string | null;
                            group: string | null;
                            service: string;
                            country: string | null;
                            vendor: string | null;
                            offeringId: string | null;
                            increments: {
                                initialSeconds: number;
                                recurringSeconds: number;
                            } | null;
                            /** @enum {string} */
                            kind: "fixed_price" | "markup_percentage" | "markup_fixed";
                            value: string;
                            minCharge: string | null;
                            currency: string | null;
                            belowFloorReason: string | null;
                            /** @enum {string} */
                            state: "scheduled" | "active" | "ended";
                            validFrom: string;
                            validTo: string | null;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description pricing.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description pricing.alreadyEnded */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description pricing.badPeriod */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/base-prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what suppliers charge, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    service?: string;
                    country?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                service: string;
                                country: string | null;
                                vendor: string | null;
                                offeringId: string | null;
                                rate: string;
                                currency: string;
                                /** @enum {string} */
                                state: "scheduled" | "active" | "ended";
                                validFrom: string;
                                validTo: string | null;
                                createdAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Note what a supplier charges from an instant on */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        service: string;
                        country?: string | null;
                        vendor?: string | null;
                        offeringId?: string | null;
                        rate: string;
                        currency?: string;
                        /** Format: date-time */
                        validFrom?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            service: string;
                            country: string | null;
                            vendor: string | null;
                            offeringId: string | null;
                            rate: string;
                            currency: string;
                            /** @enum {string} */
                            state: "scheduled" | "active" | "ended";
                            validFrom: string;
                            validTo: string | null;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description pricing.overlap, pricing.operatorOnly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the least margin and the default markup */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            minMarginPct: string;
                            defaultMarkupPct: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Set the least margin and the default markup */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        minMarginPct: string;
                        defaultMarkupPct: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-quotes/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Explain what a quantity costs and why */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        service: string;
                        country?: string | null;
                        vendor?: string | null;
                        offeringId?: string | null;
                        accountId?: string | null;
                        group?: string | null;
                        quantity: number;
                        /** @default 1 */
                        per?: number;
                        /** Format: date-time */
                        at?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rate: string;
                            exact: {
                                currency: string;
                                amount: string;
                            };
                            price: {
                                currency: string;
                                amount: string;
                            };
                            cost: {
                                currency: string;
                                amount: string;
                            } | null;
                            markupPct: string | null;
                            marginPct: string | null;
                            path: {
                                level: string;
                                ruleId: string | null;
                                considered: string | null;
                                rate: string | null;
                                chosen: boolean;
                                reason: string;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description pricing.notSellable, pricing.belowFloor */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rate plans, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    q?: string;
                    direction?: "customer" | "supplier";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                number: string;
                                name: string;
                                /** @enum {string} */
                                direction: "customer" | "supplier";
                                currency: string;
                                timeZone: string;
                                /** @enum {string} */
                                incrementRule: "after_initial" | "total";
                                /** @enum {string} */
                                durationRounding: "up" | "down" | "half_up" | "half_down";
                                /** @enum {string} */
                                rounding: "up" | "down" | "half_up" | "half_down";
                                decimals: number;
                                freeSeconds: number;
                                graceSeconds: number;
                                minCost: string;
                                initialSeconds: number;
                                recurringSeconds: number;
                                /** @enum {string} */
                                closedBehaviour: "block" | "fall_back";
                                /** @enum {string} */
                                defaultRates: "block" | "allow";
                                noticeDays: number;
                                minMarginPercent: string;
                                /** @enum {string} */
                                marginEnforcement: "off" | "warn" | "block";
                                version: number;
                                uncommittedChanges: boolean;
                                createdAt: string;
                                rows: number;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Open a rate plan */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        currency: string;
                        /** @default UTC */
                        timeZone?: string;
                        /**
                         * @default after_initial
                         * @enum {string}
                         */
                        incrementRule?: "after_initial" | "total";
                        /**
                         * @default up
                         * @enum {string}
                         */
                        durationRounding?: "up" | "down" | "half_up" | "half_down";
                        /**
                         * @default half_up
                         * @enum {string}
                         */
                        rounding?: "up" | "down" | "half_up" | "half_down";
                        /** @default 6 */
                        decimals?: number;
                        /** @default 0 */
                        freeSeconds?: number;
                        /** @default 0 */
                        graceSeconds?: number;
                        /** @default 0 */
                        minCost?: string;
                        /** @default 60 */
                        initialSeconds?: number;
                        /** @default 60 */
                        recurringSeconds?: number;
                        /**
                         * @default block
                         * @enum {string}
                         */
                        closedBehaviour?: "block" | "fall_back";
                        /**
                         * @default block
                         * @enum {string}
                         */
                        defaultRates?: "block" | "allow";
                        /** @default 7 */
                        noticeDays?: number;
                        /** @default 0 */
                        minMarginPercent?: string;
                        /**
                         * @default off
                         * @enum {string}
                         */
                        marginEnforcement?: "off" | "warn" | "block";
                        /** @enum {string} */
                        direction: "customer" | "supplier";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            number: string;
                            name: string;
                            /** @enum {string} */
                            direction: "customer" | "supplier";
                            currency: string;
                            timeZone: string;
                            /** @enum {string} */
                            incrementRule: "after_initial" | "total";
                            /** @enum {string} */
                            durationRounding: "up" | "down" | "half_up" | "half_down";
                            /** @enum {string} */
                            rounding: "up" | "down" | "half_up" | "half_down";
                            decimals: number;
                            freeSeconds: number;
                            graceSeconds: number;
                            minCost: string;
                            initialSeconds: number;
                            recurringSeconds: number;
                            /** @enum {string} */
                            closedBehaviour: "block" | "fall_back";
                            /** @enum {string} */
                            defaultRates: "block" | "allow";
                            noticeDays: number;
                            minMarginPercent: string;
                            /** @enum {string} */
                            marginEnforcement: "off" | "warn" | "block";
                            version: number;
                            uncommittedChanges: boolean;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.nameTaken */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.badTerms */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One rate plan */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            number: string;
                            name: string;
                            /** @enum {string} */
                            direction: "customer" | "supplier";
                            currency: string;
                            timeZone: string;
                            /** @enum {string} */
                            incrementRule: "after_initial" | "total";
                            /** @enum {string} */
                            durationRounding: "up" | "down" | "half_up" | "half_down";
                            /** @enum {string} */
                            rounding: "up" | "down" | "half_up" | "half_down";
                            decimals: number;
                            freeSeconds: number;
                            graceSeconds: number;
                            minCost: string;
                            initialSeconds: number;
                            recurringSeconds: number;
                            /** @enum {string} */
                            closedBehaviour: "block" | "fall_back";
                            /** @enum {string} */
                            defaultRates: "block" | "allow";
                            noticeDays: number;
                            minMarginPercent: string;
                            /** @enum {string} */
                            marginEnforcement: "off" | "warn" | "block";
                            version: number;
                            uncommittedChanges: boolean;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Change the rules of a rate plan */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        currency: string;
                        /** @default UTC */
                        timeZone?: string;
                        /**
                         * @default after_initial
                         * @enum {string}
                         */
                        incrementRule?: "after_initial" | "total";
                        /**
                         * @default up
                         * @enum {string}
                         */
                        durationRounding?: "up" | "down" | "half_up" | "half_down";
                        /**
                         * @default half_up
                         * @enum {string}
                         */
                        rounding?: "up" | "down" | "half_up" | "half_down";
                        /** @default 6 */
                        decimals?: number;
                        /** @default 0 */
                        freeSeconds?: number;
                        /** @default 0 */
                        graceSeconds?: number;
                        /** @default 0 */
                        minCost?: string;
                        /** @default 60 */
                        initialSeconds?: number;
                        /** @default 60 */
                        recurringSeconds?: number;
                        /**
                         * @default block
                         * @enum {string}
                         */
                        closedBehaviour?: "block" | "fall_back";
                        /**
                         * @default block
                         * @enum {string}
                         */
                        defaultRates?: "block" | "allow";
                        /** @default 7 */
                        noticeDays?: number;
                        /** @default 0 */
                        minMarginPercent?: string;
                        /**
                         * @default off
                         * @enum {string}
                         */
                        marginEnforcement?: "off" | "warn" | "block";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            number: string;
                            name: string;
                            /** @enum {string} */
                            direction: "customer" | "supplier";
                            currency: string;
                            timeZone: string;
                            /** @enum {string} */
                            incrementRule: "after_initial" | "total";
                            /** @enum {string} */
                            durationRounding: "up" | "down" | "half_up" | "half_down";
                            /** @enum {string} */
                            rounding: "up" | "down" | "half_up" | "half_down";
                            decimals: number;
                            freeSeconds: number;
                            graceSeconds: number;
                            minCost: string;
                            initialSeconds: number;
                            recurringSeconds: number;
                            /** @enum {string} */
                            closedBehaviour: "block" | "fall_back";
                            /** @enum {string} */
                            defaultRates: "block" | "allow";
                            noticeDays: number;
                            minMarginPercent: string;
                            /** @enum {string} */
                            marginEnforcement: "off" | "warn" | "block";
                            version: number;
                            uncommittedChanges: boolean;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.nameTaken, rating.termsFixed */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.badTerms */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-plans/{id}/rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Committed prices by code */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    q?: string;
                    state?: "effective" | "scheduled" | "superseded";
                    status?: "open" | "closed" | "blocked";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                code: string;
                                name: string;
                                /** @enum {string} */
                                status: "open" | "closed" | "blocked";
                                rate: string;
                                initialRate: string;
                                connectFee: string;
                                initialSeconds: number;
                                recurringSeconds: number;
                                /** @enum {string} */
                                state: "effective" | "scheduled" | "superseded";
                                validFrom: string;
                                validTo: string | null;
                                version: number;
                                rateVersionId: string;
                                cost: string | null;
                                marginPercent: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-plans/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The draft and all versions of a rate plan */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                state: "draft" | "committed" | "effective" | "superseded";
                                /** @enum {string} */
                                mode: "full" | "partial";
                                version: number | null;
                                effectiveAt: string | null;
                                source: string;
                                sha256: string | null;
                                counts: {
                                    [key: string]: number;
                                };
                                createdAt: string;
                                createdBy: string;
                                committedAt: string | null;
                                committedBy: string | null;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-plans/{id}/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a call to a number costs at an instant, with the arithmetic */
        get: {
            parameters: {
                query: {
                    number: string;
                    seconds?: number;
                    at?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            kind: "rate" | "none" | "closed" | "blocked";
                            at: string;
                            version: number;
                            code: string | null;
                            rateVersionId: string | null;
                            validFrom: string | null;
                            rate: {
                                code: string;
                                name: string;
                                /** @enum {string} */
                                status: "open" | "closed" | "blocked";
                                rate: string;
                                initialRate: string;
                                connectFee: string;
                                initialSeconds: number;
                                recurringSeconds: number;
                            } | null;
                            billedSeconds: number | null;
                            amount: {
                                currency: string;
                                amount: string;
                            } | null;
                            trace: {
                                [key: string]: unknown;
                            } | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-plans/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the uncommitted changes would do at an instant */
        get: {
            parameters: {
                query?: {
                    effectiveAt?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            sheet: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                state: "draft" | "committed" | "effective" | "superseded";
                                /** @enum {string} */
                                mode: "full" | "partial";
                                version: number | null;
                                effectiveAt: string | null;
                                source: string;
                                sha256: string | null;
                                counts: {
                                    [key: string]: number;
                                };
                                createdAt: string;
                                createdBy: string;
                                committedAt: string | null;
                                committedBy: string | null;
                            };
                            rows: number;
                            counts: {
                                [key: string]: number;
                            };
                            changes: {
                                line: number;
                                /** @enum {string} */
                                change: "new" | "increase" | "decrease" | "unchanged" | "closed" | "blocked";
                                row: {
                                    code: string;
                                    name: string;
                                    /** @enum {string} */
                                    status: "open" | "closed" | "blocked";
                                    rate: string;
                                    initialRate: string;
                                    connectFee: string;
                                    initialSeconds: number;
                                    recurringSeconds: number;
                                };
                                validFrom: string | null;
                                before: {
                                    code: string;
                                    name: string;
                                    /** @enum {string} */
                                    status: "open" | "closed" | "blocked";
                                    rate: string;
                                    initialRate: string;
                                    connectFee: string;
                                    initialSeconds: number;
                                    recurringSeconds: number;
                                } | null;
                            }[];
                            margins: {
                                thin: number;
                                examples: {
                                    code: string;
                                    sell: string;
                                    cost: string;
                                    marginPercent: string | null;
                                }[];
                            };
                            shortNotice: number;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.nothingToCommit */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-plans/{id}/draft/rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set, close or block a code in the draft */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        /** @default  */
                        name?: string;
                        /**
                         * @default open
                         * @enum {string}
                         */
                        status?: "open" | "closed" | "blocked";
                        /** @default 0 */
                        rate?: string;
                        initialRate?: string;
                        /** @default 0 */
                        connectFee?: string;
                        initialSeconds?: number;
                        recurringSeconds?: number;
                        /** Format: date-time */
                        validFrom?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.marginTooLow */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-plans/{id}/draft/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a code out of the draft */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.nothingToCommit */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-plans/{id}/draft/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Throw the uncommitted changes away */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.nothingToCommit */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-plans/{id}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a rate sheet (text/csv); keep it as the draft unless it is a dry run */
        post: {
            parameters: {
                query: {
                    mode: "full" | "partial";
                    dryRun?: "true" | "false";
                    fileName?: string;
                    effectiveAt?: string;
                    decimal?: "point" | "comma";
                    dateFormat?: "iso" | "dmy" | "mdy";
                    pastDates?: "refuse" | "with_sheet";
                    invalidRows?: "refuse" | "skip";
                    columns?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            columns: {
                                header: string;
                                /** @enum {string} */
                                field: "code" | "country_code" | "name" | "rate" | "initial_rate" | "initial" | "recurring" | "increments" | "connect_fee" | "effective" | "end" | "change" | "-";
                            }[];
                            delimiter: string;
                            headerLine: number;
                            bom: boolean;
                            crlf: boolean;
                            sha256: string;
                            lines: number;
                            rows: number;
                            counts: {
                                [key: string]: number;
                            };
                            changes: {
                                line: number;
                                /** @enum {string} */
                                change: "new" | "increase" | "decrease" | "unchanged" | "closed" | "blocked";
                                row: {
                                    code: string;
                                    name: string;
                                    /** @enum {string} */
                                    status: "open" | "closed" | "blocked";
                                    rate: string;
                                    initialRate: string;
                                    connectFee: string;
                                    initialSeconds: number;
                                    recurringSeconds: number;
                                };
                                validFrom: string | null;
                                before: {
                                    code: string;
                                    name: string;
                                    /** @enum {string} */
                                    status: "open" | "closed" | "blocked";
                                    rate: string;
                                    initialRate: string;
                                    connectFee: string;
                                    initialSeconds: number;
                                    recurringSeconds: number;
                                } | null;
                            }[];
                            invalid: {
                                line: number;
                                reason: string;
                                text: string;
                            }[];
                            reasons: {
                                [key: string]: number;
                            };
                            margins: {
                                thin: number;
                                examples: {
                                    code: string;
                                    sell: string;
                                    cost: string;
                                    marginPercent: string | null;
                                }[];
                            };
                            draft: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                state: "draft" | "committed" | "effective" | "superseded";
                                /** @enum {string} */
                                mode: "full" | "partial";
                                version: number | null;
                                effectiveAt: string | null;
                                source: string;
                                sha256: string | null;
                                counts: {
                                    [key: string]: number;
                                };
                                createdAt: string;
                                createdBy: string;
                                committedAt: string | null;
                                committedBy: string | null;
                            } | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.draftOpen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.columnsUnknown, rating.invalidRows */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-plans/{id}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fix the draft as the next version */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        effectiveAt?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            plan: {
                                /** Format: uuid */
                                id: string;
                                number: string;
                                name: string;
                                /** @enum {string} */
                                direction: "customer" | "supplier";
                                currency: string;
                                timeZone: string;
                                /** @enum {string} */
                                incrementRule: "after_initial" | "total";
                                /** @enum {string} */
                                durationRounding: "up" | "down" | "half_up" | "half_down";
                                /** @enum {string} */
                                rounding: "up" | "down" | "half_up" | "half_down";
                                decimals: number;
                                freeSeconds: number;
                                graceSeconds: number;
                                minCost: string;
                                initialSeconds: number;
                                recurringSeconds: number;
                                /** @enum {string} */
                                closedBehaviour: "block" | "fall_back";
                                /** @enum {string} */
                                defaultRates: "block" | "allow";
                                noticeDays: number;
                                minMarginPercent: string;
                                /** @enum {string} */
                                marginEnforcement: "off" | "warn" | "block";
                                version: number;
                                uncommittedChanges: boolean;
                                createdAt: string;
                            };
                            sheet: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                state: "draft" | "committed" | "effective" | "superseded";
                                /** @enum {string} */
                                mode: "full" | "partial";
                                version: number | null;
                                effectiveAt: string | null;
                                source: string;
                                sha256: string | null;
                                counts: {
                                    [key: string]: number;
                                };
                                createdAt: string;
                                createdBy: string;
                                committedAt: string | null;
                                committedBy: string | null;
                            };
                            margins: {
                                thin: number;
                                examples: {
                                    code: string;
                                    sell: string;
                                    cost: string;
                                    marginPercent: string | null;
                                }[];
                            };
                            shortNotice: number;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.nothingToCommit, rating.changedMeanwhile */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.pastDate, rating.noticeTooShort, rating.marginTooLow */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-plans/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the prices of an older version the draft */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            state: "draft" | "committed" | "effective" | "superseded";
                            /** @enum {string} */
                            mode: "full" | "partial";
                            version: number | null;
                            effectiveAt: string | null;
                            source: string;
                            sha256: string | null;
                            counts: {
                                [key: string]: number;
                            };
                            createdAt: string;
                            createdBy: string;
                            committedAt: string | null;
                            committedBy: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.notFound, rating.versionNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description rating.draftOpen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/charging/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a session begin: sets money or allowances aside and says how long it may last. The session id is the key */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        sessionId: string;
                        /** Format: uuid */
                        accountId: string;
                        tariff: {
                            currency: string;
                            perMinute: string;
                            initialPerMinute?: string;
                            initialSeconds?: number;
                            recurringSeconds?: number;
                            connectFee?: string;
                            freeSeconds?: number;
                            graceSeconds?: number;
                            minCost?: string;
                            /** @enum {string} */
                            incrementRule?: "after_initial" | "total";
                            /** @enum {string} */
                            durationRounding?: "up" | "down" | "half_up" | "half_down";
                        };
                        /** @default null */
                        allowance?: string | null;
                        mostSeconds: number;
                        /** @enum {string} */
                        entryKind: "call" | "wholesale";
                        revenueCode: string;
                        description: string;
                        subject: {
                            type: string;
                            id: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            sessionId: string;
                            grantedSeconds: number;
                            extendable: boolean;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ledger.insufficientBalance */
                402: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description charging.sessionEnded */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description charging.keyReused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description request.busy */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/charging/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a session go on */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        sessionId: string;
                        elapsedSeconds: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            sessionId: string;
                            grantedSeconds: number;
                            extendable: boolean;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description charging.sessionNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description charging.sessionEnded */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description request.busy */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/charging/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a session: charges what it lasted, once, and gives the rest back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        sessionId: string;
                        durationMs: number;
                        cost?: {
                            vendor: string;
                            tariff: {
                                currency: string;
                                perMinute: string;
                                initialPerMinute?: string;
                                initialSeconds?: number;
                                recurringSeconds?: number;
                                connectFee?: string;
                                freeSeconds?: number;
                                graceSeconds?: number;
                                minCost?: string;
                                /** @enum {string} */
                                incrementRule?: "after_initial" | "total";
                                /** @enum {string} */
                                durationRounding?: "up" | "down" | "half_up" | "half_down";
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            billedSeconds: number;
                            allowanceSeconds: number;
                            amount: {
                                currency: string;
                                amount: string;
                            };
                            cost: {
                                currency: string;
                                amount: string;
                            } | null;
                            flags: string[];
                            duplicate: boolean;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description charging.sessionNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description request.busy */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/allowances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List allowances, newest first: a customer sees its own */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    accountId?: string;
                    sourceId?: string;
                    live?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                accountId: string;
                                /** Format: uuid */
                                sourceId: string;
                                service: string;
                                /** @enum {string} */
                                unit: "seconds" | "messages" | "bytes" | "count";
                                name: string;
                                granted: string;
                                used: string;
                                reserved: string;
                                /** @enum {string} */
                                status: "waiting" | "active" | "expired";
                                validFrom: string;
                                expiresAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was used and charged, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    accountId?: string;
                    service?: string;
                    from?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                accountId: string;
                                service: string;
                                /** @enum {string} */
                                unit: "seconds" | "messages" | "bytes" | "count";
                                quantity: string;
                                allowance: string;
                                amount: {
                                    currency: string;
                                    amount: string;
                                };
                                cost: {
                                    currency: string;
                                    amount: string;
                                } | null;
                                vendor: string | null;
                                description: string;
                                subjectType: string;
                                subjectId: string;
                                entryId: string | null;
                                flags: string[];
                                occurredAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage-records/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Explain a use: which allowance paid what, and the reason for the amount */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            service: string;
                            /** @enum {string} */
                            unit: "seconds" | "messages" | "bytes" | "count";
                            quantity: string;
                            allowance: string;
                            amount: {
                                currency: string;
                                amount: string;
                            };
                            cost: {
                                currency: string;
                                amount: string;
                            } | null;
                            vendor: string | null;
                            description: string;
                            subjectType: string;
                            subjectId: string;
                            entryId: string | null;
                            flags: string[];
                            occurredAt: string;
                            splits: {
                                /** Format: uuid */
                                bucketId: string;
                                quantity: string;
                            }[];
                            trace: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description charging.usageNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List orders, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    accountId?: string;
                    status?: "acknowledged" | "rejected" | "pending" | "held" | "inProgress" | "partial" | "completed" | "failed" | "cancelled" | "assessingCancellation" | "pendingCancellation";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                number: string;
                                /** @enum {string} */
                                status: "acknowledged" | "rejected" | "pending" | "held" | "inProgress" | "partial" | "completed" | "failed" | "cancelled" | "assessingCancellation" | "pendingCancellation";
                                /** Format: uuid */
                                accountId: string;
                                accountName: string | null;
                                total: {
                                    currency: string;
                                    amount: string;
                                };
                                items: {
                                    /** Format: uuid */
                                    id: string;
                                    kind: string;
                                    description: string;
                                    status: string;
                                    price: {
                                        currency: string;
                                        amount: string;
                                    };
                                    renewal: {
                                        price: {
                                            currency: string;
                                            amount: string;
                                        };
                                        term: {
                                            months: number;
                                        } | {
                                            days: number;
                                        };
                                    } | null;
                                    waitingFor: string | null;
                                    refundedAt: string | null;
                                    serviceId: string | null;
                                    error: {
                                        code: string;
                                        message: string;
                                    } | null;
                                }[];
                                createdAt: string;
                                endedAt: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Order; what else an item needs depends on its kind */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        accountId?: string;
                        items: ({
                            kind: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            number: string;
                            /** @enum {string} */
                            status: "acknowledged" | "rejected" | "pending" | "held" | "inProgress" | "partial" | "completed" | "failed" | "cancelled" | "assessingCancellation" | "pendingCancellation";
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            total: {
                                currency: string;
                                amount: string;
                            };
                            items: {
                                /** Format: uuid */
                                id: string;
                                kind: string;
                                description: string;
                                status: string;
                                price: {
                                    currency: string;
                                    amount: string;
                                };
                                renewal: {
                                    price: {
                                        currency: string;
                                        amount: string;
                                    };
                                    term: {
                                        months: number;
                                    } | {
                                        days: number;
                                    };
                                } | null;
                                waitingFor: string | null;
                                refundedAt: string | null;
                                serviceId: string | null;
                                error: {
                                    code: string;
                                    message: string;
                                } | null;
                            }[];
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ledger.insufficientBalance */
                402: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description orders.unknownKind */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one order with every step of its saga */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            number: string;
                            /** @enum {string} */
                            status: "acknowledged" | "rejected" | "pending" | "held" | "inProgress" | "partial" | "completed" | "failed" | "cancelled" | "assessingCancellation" | "pendingCancellation";
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            total: {
                                currency: string;
                                amount: string;
                            };
                            items: {
                                /** Format: uuid */
                                id: string;
                                kind: string;
                                description: string;
                                status: string;
                                price: {
                                    currency: string;
                                    amount: string;
                                };
                                renewal: {
                                    price: {
                                        currency: string;
                                        amount: string;
                                    };
                                    term: {
                                        months: number;
                                    } | {
                                        days: number;
                                    };
                                } | null;
                                waitingFor: string | null;
                                refundedAt: string | null;
                                serviceId: string | null;
                                error: {
                                    code: string;
                                    message: string;
                                } | null;
                            }[];
                            createdAt: string;
                            endedAt: string | null;
                            steps: {
                                id: string;
                                /** Format: uuid */
                                itemId: string;
                                name: string;
                                /** @enum {string} */
                                status: "done" | "running" | "failed" | "waiting";
                                supplier: string | null;
                                detail: string | null;
                                at: string;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description orders.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a held order go on */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            number: string;
                            /** @enum {string} */
                            status: "acknowledged" | "rejected" | "pending" | "held" | "inProgress" | "partial" | "completed" | "failed" | "cancelled" | "assessingCancellation" | "pendingCancellation";
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            total: {
                                currency: string;
                                amount: string;
                            };
                            items: {
                                /** Format: uuid */
                                id: string;
                                kind: string;
                                description: string;
                                status: string;
                                price: {
                                    currency: string;
                                    amount: string;
                                };
                                renewal: {
                                    price: {
                                        currency: string;
                                        amount: string;
                                    };
                                    term: {
                                        months: number;
                                    } | {
                                        days: number;
                                    };
                                } | null;
                                waitingFor: string | null;
                                refundedAt: string | null;
                                serviceId: string | null;
                                error: {
                                    code: string;
                                    message: string;
                                } | null;
                            }[];
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description orders.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description orders.notHeld */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel an order before a supplier was asked */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            number: string;
                            /** @enum {string} */
                            status: "acknowledged" | "rejected" | "pending" | "held" | "inProgress" | "partial" | "completed" | "failed" | "cancelled" | "assessingCancellation" | "pendingCancellation";
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            total: {
                                currency: string;
                                amount: string;
                            };
                            items: {
                                /** Format: uuid */
                                id: string;
                                kind: string;
                                description: string;
                                status: string;
                                price: {
                                    currency: string;
                                    amount: string;
                                };
                                renewal: {
                                    price: {
                                        currency: string;
                                        amount: string;
                                    };
                                    term: {
                                        months: number;
                                    } | {
                                        days: number;
                                    };
                                } | null;
                                waitingFor: string | null;
                                refundedAt: string | null;
                                serviceId: string | null;
                                error: {
                                    code: string;
                                    message: string;
                                } | null;
                            }[];
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description orders.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description orders.tooLate */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/order-items/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pay an item back to the wallet and end its service */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            kind: string;
                            description: string;
                            status: string;
                            price: {
                                currency: string;
                                amount: string;
                            };
                            renewal: {
                                price: {
                                    currency: string;
                                    amount: string;
                                };
                                term: {
                                    months: number;
                                } | {
                                    days: number;
                                };
                            } | null;
                            waitingFor: string | null;
                            refundedAt: string | null;
                            serviceId: string | null;
                            error: {
                                code: string;
                                message: string;
                            } | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description orders.itemNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description orders.notDelivered, orders.alreadyRefunded */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List an account's services of every line as cards; staff say which account */
        get: {
            parameters: {
                query?: {
                    accountId?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                kind: string;
                                title: string;
                                subtitle: string;
                                status: string;
                                path: string;
                                figures: {
                                    label: string;
                                    value: string;
                                }[];
                                createdAt: string;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List payments, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    accountId?: string;
                    status?: "pending" | "requires_action" | "processing" | "completed" | "failed" | "cancelled" | "partially_refunded" | "refunded" | "disputed";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                accountId: string;
                                /** @enum {string} */
                                status: "pending" | "requires_action" | "processing" | "completed" | "failed" | "cancelled" | "partially_refunded" | "refunded" | "disputed";
                                amount: {
                                    currency: string;
                                    amount: string;
                                };
                                /** @enum {string} */
                                method: "card";
                                redirectUrl: string | null;
                                failure: {
                                    code: string;
                                    message: string;
                                } | null;
                                late: boolean;
                                createdAt: string;
                                completedAt: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Top a wallet up by card; the customer pays at redirectUrl, which appears a moment later */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amount: string;
                        currency: string;
                        /** @default /wallet */
                        returnPath?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            /** @enum {string} */
                            status: "pending" | "requires_action" | "processing" | "completed" | "failed" | "cancelled" | "partially_refunded" | "refunded" | "disputed";
                            amount: {
                                currency: string;
                                amount: string;
                            };
                            /** @enum {string} */
                            method: "card";
                            redirectUrl: string | null;
                            failure: {
                                code: string;
                                message: string;
                            } | null;
                            late: boolean;
                            createdAt: string;
                            completedAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description payments.amountOutOfRange, payments.currencyMismatch, request.keyReused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description payments.noGateway */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one payment */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            /** @enum {string} */
                            status: "pending" | "requires_action" | "processing" | "completed" | "failed" | "cancelled" | "partially_refunded" | "refunded" | "disputed";
                            amount: {
                                currency: string;
                                amount: string;
                            };
                            /** @enum {string} */
                            method: "card";
                            redirectUrl: string | null;
                            failure: {
                                code: string;
                                message: string;
                            } | null;
                            late: boolean;
                            createdAt: string;
                            completedAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description payments.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/stripe/{providerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What Stripe tells us; verified by its signature */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    providerId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/number-searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search numbers that can be bought now */
        get: {
            parameters: {
                query: {
                    country: string;
                    type?: "local" | "mobile" | "toll_free" | "national" | "shared_cost";
                    areaCode?: string;
                    contains?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                e164: string;
                                display: string;
                                country: string;
                                /** @enum {string} */
                                type: "local" | "mobile" | "toll_free" | "national" | "shared_cost";
                                locality: string | null;
                                region: string | null;
                                capabilities: string[];
                                setup: {
                                    currency: string;
                                    amount: string;
                                };
                                monthly: {
                                    currency: string;
                                    amount: string;
                                };
                            }[];
                            incomplete: boolean;
                        };
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description numbers.nobodyAnswers */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/number-reservations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a number for ten minutes */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        e164: string;
                        country: string;
                        /** @enum {string} */
                        type: "local" | "mobile" | "toll_free" | "national" | "shared_cost";
                        /** Format: uuid */
                        accountId?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            e164: string;
                            until: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description numbers.taken */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description numbers.notE164 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List numbers, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    accountId?: string;
                    status?: "provisioning" | "active" | "suspended" | "released" | "quarantined" | "purged" | "failed";
                    country?: string;
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                accountId: string;
                                accountName: string | null;
                                e164: string;
                                display: string;
                                country: string;
                                type: string;
                                status: string;
                                capabilities: string[];
                                label: string;
                                primary: boolean;
                                monthly: {
                                    currency: string;
                                    amount: string;
                                };
                                periodEnd: string | null;
                                autoRenew: boolean;
                                subscriptionId: string | null;
                                createdAt: string;
                                quarantinedUntil: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one number */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            e164: string;
                            display: string;
                            country: string;
                            type: string;
                            status: string;
                            capabilities: string[];
                            label: string;
                            primary: boolean;
                            monthly: {
                                currency: string;
                                amount: string;
                            };
                            periodEnd: string | null;
                            autoRenew: boolean;
                            subscriptionId: string | null;
                            createdAt: string;
                            quarantinedUntil: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description numbers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers/{id}/label": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Name a number */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        label: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            e164: string;
                            display: string;
                            country: string;
                            type: string;
                            status: string;
                            capabilities: string[];
                            label: string;
                            primary: boolean;
                            monthly: {
                                currency: string;
                                amount: string;
                            };
                            periodEnd: string | null;
                            autoRenew: boolean;
                            subscriptionId: string | null;
                            createdAt: string;
                            quarantinedUntil: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description numbers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers/{id}/primary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a number the account’s primary one */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            e164: string;
                            display: string;
                            country: string;
                            type: string;
                            status: string;
                            capabilities: string[];
                            label: string;
                            primary: boolean;
                            monthly: {
                                currency: string;
                                amount: string;
                            };
                            periodEnd: string | null;
                            autoRenew: boolean;
                            subscriptionId: string | null;
                            createdAt: string;
                            quarantinedUntil: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description numbers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers/{id}/auto-renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Renew a number by itself, or let it end with its paid month */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        on: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            e164: string;
                            display: string;
                            country: string;
                            type: string;
                            status: string;
                            capabilities: string[];
                            label: string;
                            primary: boolean;
                            monthly: {
                                currency: string;
                                amount: string;
                            };
                            periodEnd: string | null;
                            autoRenew: boolean;
                            subscriptionId: string | null;
                            createdAt: string;
                            quarantinedUntil: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description numbers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a number up; type it to confirm */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        confirm: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            e164: string;
                            display: string;
                            country: string;
                            type: string;
                            status: string;
                            capabilities: string[];
                            label: string;
                            primary: boolean;
                            monthly: {
                                currency: string;
                                amount: string;
                            };
                            periodEnd: string | null;
                            autoRenew: boolean;
                            subscriptionId: string | null;
                            createdAt: string;
                            quarantinedUntil: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description numbers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description numbers.confirmationWrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers/{id}/undo-release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a released number back, if the supplier still has it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            e164: string;
                            display: string;
                            country: string;
                            type: string;
                            status: string;
                            capabilities: string[];
                            label: string;
                            primary: boolean;
                            monthly: {
                                currency: string;
                                amount: string;
                            };
                            periodEnd: string | null;
                            autoRenew: boolean;
                            subscriptionId: string | null;
                            createdAt: string;
                            quarantinedUntil: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description numbers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description numbers.taken */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List messages, newest first; their texts only for who may read them */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    accountId?: string;
                    numberId?: string;
                    peer?: string;
                    status?: "queued" | "sending" | "sent" | "delivered" | "undelivered" | "failed" | "cancelled" | "received";
                    direction?: "inbound" | "outbound";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                accountId: string;
                                /** Format: uuid */
                                numberId: string;
                                /** @enum {string} */
                                direction: "inbound" | "outbound";
                                from: string;
                                to: string;
                                body: string | null;
                                encoding: string;
                                segments: number;
                                /** @enum {string} */
                                status: "queued" | "sending" | "sent" | "delivered" | "undelivered" | "failed" | "cancelled" | "received";
                                price: {
                                    currency: string;
                                    amount: string;
                                } | null;
                                errorCode: string | null;
                                errorMessage: string | null;
                                createdAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Send a text from one of your numbers */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        from: string;
                        to: string;
                        body: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            /** Format: uuid */
                            numberId: string;
                            /** @enum {string} */
                            direction: "inbound" | "outbound";
                            from: string;
                            to: string;
                            body: string | null;
                            encoding: string;
                            segments: number;
                            /** @enum {string} */
                            status: "queued" | "sending" | "sent" | "delivered" | "undelivered" | "failed" | "cancelled" | "received";
                            price: {
                                currency: string;
                                amount: string;
                            } | null;
                            errorCode: string | null;
                            errorMessage: string | null;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ledger.insufficientBalance */
                402: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description messaging.numberNotUsable, messaging.notE164, messaging.empty, messaging.tooLong, messaging.optedOut */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a text would take and cost */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        from?: string;
                        to: string;
                        body: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            encoding: string;
                            segments: number;
                            characters: number;
                            remaining: number;
                            fromAllowance: number;
                            price: {
                                currency: string;
                                amount: string;
                            };
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description messaging.notE164 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/threads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Conversations, the last active first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                numberId: string;
                                number: string;
                                peer: string;
                                lastMessage: string;
                                lastDirection: string;
                                lastAt: string;
                                unread: number;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/threads/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark a conversation as read */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        numberId: string;
                        peer: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/twilio/{providerId}/sms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A text that arrived; verified by its signature */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    providerId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/twilio/{providerId}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What became of a text; verified by its signature */
        post: {
            parameters: {
                query?: {
                    message?: string;
                };
                header?: never;
                path: {
                    providerId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List devices, newest first; revoked ones only when asked for */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    accountId?: string;
                    status?: "active" | "suspended" | "revoked";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                accountId: string;
                                accountName: string | null;
                                name: string;
                                /** @enum {string} */
                                kind: "android" | "ios" | "web" | "desktop" | "sip_phone";
                                sipUsername: string;
                                realm: string;
                                /** @enum {string} */
                                status: "active" | "suspended" | "revoked";
                                stale: boolean;
                                push: string | null;
                                lastSeenAt: string | null;
                                createdAt: string;
                                rotatedAt: string | null;
                                revokedAt: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Register a device; its password is shown this once. Known hardware only gets its new push address */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        kind: "android" | "ios" | "web" | "desktop" | "sip_phone";
                        hardwareId?: string;
                        push?: {
                            /** @enum {string} */
                            service: "apns" | "fcm" | "web";
                            token: string;
                        };
                        /** Format: uuid */
                        accountId?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            device: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                accountId: string;
                                accountName: string | null;
                                name: string;
                                /** @enum {string} */
                                kind: "android" | "ios" | "web" | "desktop" | "sip_phone";
                                sipUsername: string;
                                realm: string;
                                /** @enum {string} */
                                status: "active" | "suspended" | "revoked";
                                stale: boolean;
                                push: string | null;
                                lastSeenAt: string | null;
                                createdAt: string;
                                rotatedAt: string | null;
                                revokedAt: string | null;
                            };
                            credentials: {
                                username: string;
                                password: string;
                                realm: string;
                                domain: string;
                                pairing: string;
                            } | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.tooManyDevices */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one device */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            name: string;
                            /** @enum {string} */
                            kind: "android" | "ios" | "web" | "desktop" | "sip_phone";
                            sipUsername: string;
                            realm: string;
                            /** @enum {string} */
                            status: "active" | "suspended" | "revoked";
                            stale: boolean;
                            push: string | null;
                            lastSeenAt: string | null;
                            createdAt: string;
                            rotatedAt: string | null;
                            revokedAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.deviceNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace a device’s password; the old one stops working at once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            device: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                accountId: string;
                                accountName: string | null;
                                name: string;
                                /** @enum {string} */
                                kind: "android" | "ios" | "web" | "desktop" | "sip_phone";
                                sipUsername: string;
                                realm: string;
                                /** @enum {string} */
                                status: "active" | "suspended" | "revoked";
                                stale: boolean;
                                push: string | null;
                                lastSeenAt: string | null;
                                createdAt: string;
                                rotatedAt: string | null;
                                revokedAt: string | null;
                            };
                            credentials: {
                                username: string;
                                password: string;
                                realm: string;
                                domain: string;
                                pairing: string;
                            } | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.deviceNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description request.invalidTransition */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say where push messages for a device go */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        service: "apns" | "fcm" | "web";
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            name: string;
                            /** @enum {string} */
                            kind: "android" | "ios" | "web" | "desktop" | "sip_phone";
                            sipUsername: string;
                            realm: string;
                            /** @enum {string} */
                            status: "active" | "suspended" | "revoked";
                            stale: boolean;
                            push: string | null;
                            lastSeenAt: string | null;
                            createdAt: string;
                            rotatedAt: string | null;
                            revokedAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.deviceNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description request.invalidTransition */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a device from telephoning for a while */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            name: string;
                            /** @enum {string} */
                            kind: "android" | "ios" | "web" | "desktop" | "sip_phone";
                            sipUsername: string;
                            realm: string;
                            /** @enum {string} */
                            status: "active" | "suspended" | "revoked";
                            stale: boolean;
                            push: string | null;
                            lastSeenAt: string | null;
                            createdAt: string;
                            rotatedAt: string | null;
                            revokedAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.deviceNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description request.invalidTransition */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a suspended device telephone again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            name: string;
                            /** @enum {string} */
                            kind: "android" | "ios" | "web" | "desktop" | "sip_phone";
                            sipUsername: string;
                            realm: string;
                            /** @enum {string} */
                            status: "active" | "suspended" | "revoked";
                            stale: boolean;
                            push: string | null;
                            lastSeenAt: string | null;
                            createdAt: string;
                            rotatedAt: string | null;
                            revokedAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.deviceNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description request.invalidTransition, voice.tooManyDevices */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a device out of use for good */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            name: string;
                            /** @enum {string} */
                            kind: "android" | "ios" | "web" | "desktop" | "sip_phone";
                            sipUsername: string;
                            realm: string;
                            /** @enum {string} */
                            status: "active" | "suspended" | "revoked";
                            stale: boolean;
                            push: string | null;
                            lastSeenAt: string | null;
                            createdAt: string;
                            rotatedAt: string | null;
                            revokedAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.deviceNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description request.invalidTransition */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers/{id}/call-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the call rules of a number in their order, and what surrounds them */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            numberId: string;
                            e164: string;
                            voice: {
                                zone: string;
                                holidays: string[];
                                ringSeconds: number;
                                voicemail: boolean;
                            };
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                numberId: string;
                                /** @enum {string} */
                                type: "block_caller" | "dnd" | "time_based" | "forward_always" | "simultaneous_ring" | "forward_busy" | "forward_no_answer" | "forward_unreachable" | "voicemail";
                                active: boolean;
                                priority: number;
                                callers: string[];
                                forwardTo: string | null;
                                devices: string[];
                                ringSeconds: number | null;
                                schedule: {
                                    weekly: {
                                        days: number[];
                                        from: string;
                                        to: string;
                                    }[];
                                    /** @enum {string} */
                                    when: "open" | "closed";
                                    /** @enum {string} */
                                    holidays: "closed" | "open" | "ignored";
                                } | null;
                                /** @enum {string} */
                                present: "caller" | "number";
                                costPerMinute: {
                                    currency: string;
                                    rate: string;
                                } | null;
                                createdAt: string;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Add a call rule to a number */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        type: "block_caller" | "dnd" | "time_based" | "forward_always" | "simultaneous_ring" | "forward_busy" | "forward_no_answer" | "forward_unreachable" | "voicemail";
                        /** @default true */
                        active?: boolean;
                        priority?: number;
                        /** @default [] */
                        callers?: string[];
                        /** @default null */
                        forwardTo?: string | null;
                        devices?: string[];
                        /** @default null */
                        ringSeconds?: number | null;
                        /** @default null */
                        schedule?: {
                            weekly: {
                                days: number[];
                                from: string;
                                to: string;
                            }[];
                            /** @enum {string} */
                            when: "open" | "closed";
                            /** @enum {string} */
                            holidays: "closed" | "open" | "ignored";
                        } | null;
                        /**
                         * @default caller
                         * @enum {string}
                         */
                        present?: "caller" | "number";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            numberId: string;
                            /** @enum {string} */
                            type: "block_caller" | "dnd" | "time_based" | "forward_always" | "simultaneous_ring" | "forward_busy" | "forward_no_answer" | "forward_unreachable" | "voicemail";
                            active: boolean;
                            priority: number;
                            callers: string[];
                            forwardTo: string | null;
                            devices: string[];
                            ringSeconds: number | null;
                            schedule: {
                                weekly: {
                                    days: number[];
                                    from: string;
                                    to: string;
                                }[];
                                /** @enum {string} */
                                when: "open" | "closed";
                                /** @enum {string} */
                                holidays: "closed" | "open" | "ignored";
                            } | null;
                            /** @enum {string} */
                            present: "caller" | "number";
                            costPerMinute: {
                                currency: string;
                                rate: string;
                            } | null;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.tooManyRules */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.ruleNotValid, voice.targetNotAllowed */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/call-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace what a call rule says */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        type: "block_caller" | "dnd" | "time_based" | "forward_always" | "simultaneous_ring" | "forward_busy" | "forward_no_answer" | "forward_unreachable" | "voicemail";
                        /** @default true */
                        active?: boolean;
                        priority?: number;
                        /** @default [] */
                        callers?: string[];
                        /** @default null */
                        forwardTo?: string | null;
                        devices?: string[];
                        /** @default null */
                        ringSeconds?: number | null;
                        /** @default null */
                        schedule?: {
                            weekly: {
                                days: number[];
                                from: string;
                                to: string;
                            }[];
                            /** @enum {string} */
                            when: "open" | "closed";
                            /** @enum {string} */
                            holidays: "closed" | "open" | "ignored";
                        } | null;
                        /**
                         * @default caller
                         * @enum {string}
                         */
                        present?: "caller" | "number";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            numberId: string;
                            /** @enum {string} */
                            type: "block_caller" | "dnd" | "time_based" | "forward_always" | "simultaneous_ring" | "forward_busy" | "forward_no_answer" | "forward_unreachable" | "voicemail";
                            active: boolean;
                            priority: number;
                            callers: string[];
                            forwardTo: string | null;
                            devices: string[];
                            ringSeconds: number | null;
                            schedule: {
                                weekly: {
                                    days: number[];
                                    from: string;
                                    to: string;
                                }[];
                                /** @enum {string} */
                                when: "open" | "closed";
                                /** @enum {string} */
                                holidays: "closed" | "open" | "ignored";
                            } | null;
                            /** @enum {string} */
                            present: "caller" | "number";
                            costPerMinute: {
                                currency: string;
                                rate: string;
                            } | null;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.ruleNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.ruleNotValid, voice.targetNotAllowed */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Remove a call rule */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.ruleNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers/{id}/call-rules/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put the call rules of a number into an order */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        order: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            numberId: string;
                            e164: string;
                            voice: {
                                zone: string;
                                holidays: string[];
                                ringSeconds: number;
                                voicemail: boolean;
                            };
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                numberId: string;
                                /** @enum {string} */
                                type: "block_caller" | "dnd" | "time_based" | "forward_always" | "simultaneous_ring" | "forward_busy" | "forward_no_answer" | "forward_unreachable" | "voicemail";
                                active: boolean;
                                priority: number;
                                callers: string[];
                                forwardTo: string | null;
                                devices: string[];
                                ringSeconds: number | null;
                                schedule: {
                                    weekly: {
                                        days: number[];
                                        from: string;
                                        to: string;
                                    }[];
                                    /** @enum {string} */
                                    when: "open" | "closed";
                                    /** @enum {string} */
                                    holidays: "closed" | "open" | "ignored";
                                } | null;
                                /** @enum {string} */
                                present: "caller" | "number";
                                costPerMinute: {
                                    currency: string;
                                    rate: string;
                                } | null;
                                createdAt: string;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.orderNotWhole */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers/{id}/voice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set zone, holidays, ring time and mailbox of a number */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        zone: string;
                        holidays: string[];
                        ringSeconds: number;
                        voicemail: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            zone: string;
                            holidays: string[];
                            ringSeconds: number;
                            voicemail: boolean;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.unknownZone */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers/{id}/call-rules/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would happen to a call at some moment, with every reason; nothing is placed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        from?: string | null;
                        /** Format: date-time */
                        at?: string;
                        /**
                         * @default answer
                         * @enum {string}
                         */
                        devices?: "answer" | "busy" | "no_answer" | "unreachable";
                        /**
                         * @default answer
                         * @enum {string}
                         */
                        elsewhere?: "answer" | "busy" | "no_answer" | "unreachable";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            end: "answered" | "message" | "rejected" | "busy";
                            path: {
                                /** @enum {string} */
                                kind: "devices" | "outside" | "mailbox";
                                target: string;
                                ringSeconds: number | null;
                                /** @enum {string} */
                                outcome: "answer" | "busy" | "no_answer" | "unreachable" | "skipped";
                                forwardedBy: string[];
                            }[];
                            trace: {
                                number: string;
                                ruleId: string | null;
                                type: string;
                                matched: boolean;
                                reason: string;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers/{id}/call-rules/price": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a minute of a call forwarded there costs */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        to: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            currency: string;
                            rate: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.targetNotAllowed */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List calls, newest first; staff see the other party’s number without its last digits */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    accountId?: string;
                    numberId?: string;
                    direction?: "inbound" | "outbound";
                    status?: "initiated" | "ringing" | "answered" | "completed" | "failed" | "busy" | "no_answer" | "cancelled" | "blocked";
                    live?: "true" | "false";
                    missed?: "true" | "false";
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                accountId: string;
                                accountName: string | null;
                                numberId: string | null;
                                parentId: string | null;
                                /** @enum {string} */
                                direction: "inbound" | "outbound";
                                from: string;
                                to: string;
                                country: string | null;
                                /** @enum {string} */
                                status: "initiated" | "ringing" | "answered" | "completed" | "failed" | "busy" | "no_answer" | "cancelled" | "blocked";
                                reason: string | null;
                                sipCode: number | null;
                                q850: number | null;
                                releasedBy: string | null;
                                answeredBy: string | null;
                                vendor: string | null;
                                startedAt: string;
                                ringingAt: string | null;
                                answeredAt: string | null;
                                endedAt: string | null;
                                durationMs: number | null;
                                billedSeconds: number | null;
                                price: {
                                    currency: string;
                                    amount: string;
                                } | null;
                                maxSeconds: number | null;
                                watchdog: boolean;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one call: why it ended, which rules decided, what it cost and why */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            numberId: string | null;
                            parentId: string | null;
                            /** @enum {string} */
                            direction: "inbound" | "outbound";
                            from: string;
                            to: string;
                            country: string | null;
                            /** @enum {string} */
                            status: "initiated" | "ringing" | "answered" | "completed" | "failed" | "busy" | "no_answer" | "cancelled" | "blocked";
                            reason: string | null;
                            sipCode: number | null;
                            q850: number | null;
                            releasedBy: string | null;
                            answeredBy: string | null;
                            vendor: string | null;
                            startedAt: string;
                            ringingAt: string | null;
                            answeredAt: string | null;
                            endedAt: string | null;
                            durationMs: number | null;
                            billedSeconds: number | null;
                            price: {
                                currency: string;
                                amount: string;
                            } | null;
                            maxSeconds: number | null;
                            watchdog: boolean;
                            ruleTrace: {
                                number: string;
                                ruleId: string | null;
                                type: string;
                                matched: boolean;
                                reason: string;
                            }[] | null;
                            priceTrace: {
                                [key: string]: unknown;
                            } | null;
                            attempts: {
                                place: number;
                                kind: string;
                                vendor: string | null;
                                target: string;
                                beganAt: string | null;
                                ringingAt: string | null;
                                answeredAt: string | null;
                                endedAt: string | null;
                                code: number | null;
                                q850: number | null;
                                reason: string | null;
                            }[];
                            legs: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                accountId: string;
                                accountName: string | null;
                                numberId: string | null;
                                parentId: string | null;
                                /** @enum {string} */
                                direction: "inbound" | "outbound";
                                from: string;
                                to: string;
                                country: string | null;
                                /** @enum {string} */
                                status: "initiated" | "ringing" | "answered" | "completed" | "failed" | "busy" | "no_answer" | "cancelled" | "blocked";
                                reason: string | null;
                                sipCode: number | null;
                                q850: number | null;
                                releasedBy: string | null;
                                answeredBy: string | null;
                                vendor: string | null;
                                startedAt: string;
                                ringingAt: string | null;
                                answeredAt: string | null;
                                endedAt: string | null;
                                durationMs: number | null;
                                billedSeconds: number | null;
                                price: {
                                    currency: string;
                                    amount: string;
                                } | null;
                                maxSeconds: number | null;
                                watchdog: boolean;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.callNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{id}/cut": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a call that is up */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            numberId: string | null;
                            parentId: string | null;
                            /** @enum {string} */
                            direction: "inbound" | "outbound";
                            from: string;
                            to: string;
                            country: string | null;
                            /** @enum {string} */
                            status: "initiated" | "ringing" | "answered" | "completed" | "failed" | "busy" | "no_answer" | "cancelled" | "blocked";
                            reason: string | null;
                            sipCode: number | null;
                            q850: number | null;
                            releasedBy: string | null;
                            answeredBy: string | null;
                            vendor: string | null;
                            startedAt: string;
                            ringingAt: string | null;
                            answeredAt: string | null;
                            endedAt: string | null;
                            durationMs: number | null;
                            billedSeconds: number | null;
                            price: {
                                currency: string;
                                amount: string;
                            } | null;
                            maxSeconds: number | null;
                            watchdog: boolean;
                            ruleTrace: {
                                number: string;
                                ruleId: string | null;
                                type: string;
                                matched: boolean;
                                reason: string;
                            }[] | null;
                            priceTrace: {
                                [key: string]: unknown;
                            } | null;
                            attempts: {
                                place: number;
                                kind: string;
                                vendor: string | null;
                                target: string;
                                beganAt: string | null;
                                ringingAt: string | null;
                                answeredAt: string | null;
                                endedAt: string | null;
                                code: number | null;
                                q850: number | null;
                                reason: string | null;
                            }[];
                            legs: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                accountId: string;
                                accountName: string | null;
                                numberId: string | null;
                                parentId: string | null;
                                /** @enum {string} */
                                direction: "inbound" | "outbound";
                                from: string;
                                to: string;
                                country: string | null;
                                /** @enum {string} */
                                status: "initiated" | "ringing" | "answered" | "completed" | "failed" | "busy" | "no_answer" | "cancelled" | "blocked";
                                reason: string | null;
                                sipCode: number | null;
                                q850: number | null;
                                releasedBy: string | null;
                                answeredBy: string | null;
                                vendor: string | null;
                                startedAt: string;
                                ringingAt: string | null;
                                answeredAt: string | null;
                                endedAt: string | null;
                                durationMs: number | null;
                                billedSeconds: number | null;
                                price: {
                                    currency: string;
                                    amount: string;
                                } | null;
                                maxSeconds: number | null;
                                watchdog: boolean;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.callNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.callNotUp */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voicemails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List messages callers left, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    numberId?: string;
                    unread?: "true" | "false";
                    deleted?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                numberId: string;
                                number: string;
                                /** Format: uuid */
                                callId: string;
                                from: string;
                                durationMs: number;
                                transcription: string | null;
                                read: boolean;
                                createdAt: string;
                                deletedAt: string | null;
                                erasedFrom: string | null;
                            }[];
                            nextCursor: string | null;
                            unread: number;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voicemails/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one message */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            numberId: string;
                            number: string;
                            /** Format: uuid */
                            callId: string;
                            from: string;
                            durationMs: number;
                            transcription: string | null;
                            read: boolean;
                            createdAt: string;
                            deletedAt: string | null;
                            erasedFrom: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.voicemailNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.voicemailErased */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voicemails/{id}/audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sound of a message as a WAV file; takes range requests */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.voicemailNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.voicemailErased */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voicemails/{id}/played": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell how long a message was played; three seconds count as heard */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        seconds: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            numberId: string;
                            number: string;
                            /** Format: uuid */
                            callId: string;
                            from: string;
                            durationMs: number;
                            transcription: string | null;
                            read: boolean;
                            createdAt: string;
                            deletedAt: string | null;
                            erasedFrom: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.voicemailNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.voicemailErased */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voicemails/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark a message as heard */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            numberId: string;
                            number: string;
                            /** Format: uuid */
                            callId: string;
                            from: string;
                            durationMs: number;
                            transcription: string | null;
                            read: boolean;
                            createdAt: string;
                            deletedAt: string | null;
                            erasedFrom: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.voicemailNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.voicemailErased */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voicemails/{id}/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark a message as not heard */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            numberId: string;
                            number: string;
                            /** Format: uuid */
                            callId: string;
                            from: string;
                            durationMs: number;
                            transcription: string | null;
                            read: boolean;
                            createdAt: string;
                            deletedAt: string | null;
                            erasedFrom: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.voicemailNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.voicemailErased */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voicemails/{id}/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete a message; it can be taken back for thirty days */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            numberId: string;
                            number: string;
                            /** Format: uuid */
                            callId: string;
                            from: string;
                            durationMs: number;
                            transcription: string | null;
                            read: boolean;
                            createdAt: string;
                            deletedAt: string | null;
                            erasedFrom: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.voicemailNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.voicemailErased */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voicemails/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a deleted message back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            numberId: string;
                            number: string;
                            /** Format: uuid */
                            callId: string;
                            from: string;
                            durationMs: number;
                            transcription: string | null;
                            read: boolean;
                            createdAt: string;
                            deletedAt: string | null;
                            erasedFrom: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.voicemailNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description voice.voicemailErased */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carriers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List carriers, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    q?: string;
                    status?: "testing" | "active" | "paused" | "disabled";
                    partnerType?: "customer" | "supplier" | "bilateral";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                accountId: string;
                                code: string;
                                name: string;
                                /** @enum {string} */
                                partnerType: "customer" | "supplier" | "bilateral";
                                /** @enum {string} */
                                status: "testing" | "active" | "paused" | "disabled";
                                currency: string;
                                /** @enum {string} */
                                customerCreditType: "prepaid" | "postpaid";
                                customerCreditLimit: {
                                    currency: string;
                                    amount: string;
                                };
                                /** @enum {string} */
                                supplierCreditType: "prepaid" | "postpaid";
                                bilateralCreditLimit: {
                                    currency: string;
                                    amount: string;
                                };
                                customer24hLimit: {
                                    currency: string;
                                    amount: string;
                                } | null;
                                supplier24hLimit: {
                                    currency: string;
                                    amount: string;
                                } | null;
                                capacity: number | null;
                                circularRouting: boolean;
                                customerAccountNumber: string;
                                supplierAccountNumber: string;
                                taxCode: string;
                                billTo: string;
                                shipTo: string;
                                createdAt: string;
                                position: {
                                    balance: {
                                        currency: string;
                                        amount: string;
                                    };
                                    held: {
                                        currency: string;
                                        amount: string;
                                    };
                                    available: {
                                        currency: string;
                                        amount: string;
                                    };
                                    payable: {
                                        currency: string;
                                        amount: string;
                                    };
                                    net: {
                                        currency: string;
                                        amount: string;
                                    };
                                    customerSpend24h: {
                                        currency: string;
                                        amount: string;
                                    };
                                    supplierSpend24h: {
                                        currency: string;
                                        amount: string;
                                    };
                                    customerOverriddenUntil: string | null;
                                    supplierOverriddenUntil: string | null;
                                };
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Add a carrier, in testing */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        name: string;
                        /** @enum {string} */
                        partnerType: "customer" | "supplier" | "bilateral";
                        /** Format: email */
                        email: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            code: string;
                            name: string;
                            /** @enum {string} */
                            partnerType: "customer" | "supplier" | "bilateral";
                            /** @enum {string} */
                            status: "testing" | "active" | "paused" | "disabled";
                            currency: string;
                            /** @enum {string} */
                            customerCreditType: "prepaid" | "postpaid";
                            customerCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            /** @enum {string} */
                            supplierCreditType: "prepaid" | "postpaid";
                            bilateralCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            customer24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            supplier24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            capacity: number | null;
                            circularRouting: boolean;
                            customerAccountNumber: string;
                            supplierAccountNumber: string;
                            taxCode: string;
                            billTo: string;
                            shipTo: string;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.codeTaken */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carriers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one carrier, by id or code */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            code: string;
                            name: string;
                            /** @enum {string} */
                            partnerType: "customer" | "supplier" | "bilateral";
                            /** @enum {string} */
                            status: "testing" | "active" | "paused" | "disabled";
                            currency: string;
                            /** @enum {string} */
                            customerCreditType: "prepaid" | "postpaid";
                            customerCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            /** @enum {string} */
                            supplierCreditType: "prepaid" | "postpaid";
                            bilateralCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            customer24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            supplier24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            capacity: number | null;
                            circularRouting: boolean;
                            customerAccountNumber: string;
                            supplierAccountNumber: string;
                            taxCode: string;
                            billTo: string;
                            shipTo: string;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carriers/{id}/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the details of a carrier */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        partnerType: "customer" | "supplier" | "bilateral";
                        capacity: number | null;
                        circularRouting: boolean;
                        customerAccountNumber: string;
                        supplierAccountNumber: string;
                        taxCode: string;
                        billTo: string;
                        shipTo: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            code: string;
                            name: string;
                            /** @enum {string} */
                            partnerType: "customer" | "supplier" | "bilateral";
                            /** @enum {string} */
                            status: "testing" | "active" | "paused" | "disabled";
                            currency: string;
                            /** @enum {string} */
                            customerCreditType: "prepaid" | "postpaid";
                            customerCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            /** @enum {string} */
                            supplierCreditType: "prepaid" | "postpaid";
                            bilateralCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            customer24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            supplier24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            capacity: number | null;
                            circularRouting: boolean;
                            customerAccountNumber: string;
                            supplierAccountNumber: string;
                            taxCode: string;
                            billTo: string;
                            shipTo: string;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carriers/{id}/credit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set how much a carrier may owe and spend in a day */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        customerCreditType: "prepaid" | "postpaid";
                        customerCreditLimit: string;
                        /** @enum {string} */
                        supplierCreditType: "prepaid" | "postpaid";
                        bilateralCreditLimit: string;
                        customer24hLimit: string | null;
                        supplier24hLimit: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            code: string;
                            name: string;
                            /** @enum {string} */
                            partnerType: "customer" | "supplier" | "bilateral";
                            /** @enum {string} */
                            status: "testing" | "active" | "paused" | "disabled";
                            currency: string;
                            /** @enum {string} */
                            customerCreditType: "prepaid" | "postpaid";
                            customerCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            /** @enum {string} */
                            supplierCreditType: "prepaid" | "postpaid";
                            bilateralCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            customer24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            supplier24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            capacity: number | null;
                            circularRouting: boolean;
                            customerAccountNumber: string;
                            supplierAccountNumber: string;
                            taxCode: string;
                            billTo: string;
                            shipTo: string;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carriers/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a carrier make calls */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            code: string;
                            name: string;
                            /** @enum {string} */
                            partnerType: "customer" | "supplier" | "bilateral";
                            /** @enum {string} */
                            status: "testing" | "active" | "paused" | "disabled";
                            currency: string;
                            /** @enum {string} */
                            customerCreditType: "prepaid" | "postpaid";
                            customerCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            /** @enum {string} */
                            supplierCreditType: "prepaid" | "postpaid";
                            bilateralCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            customer24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            supplier24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            capacity: number | null;
                            circularRouting: boolean;
                            customerAccountNumber: string;
                            supplierAccountNumber: string;
                            taxCode: string;
                            billTo: string;
                            shipTo: string;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carriers/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take no new calls of a carrier; running calls go on */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            code: string;
                            name: string;
                            /** @enum {string} */
                            partnerType: "customer" | "supplier" | "bilateral";
                            /** @enum {string} */
                            status: "testing" | "active" | "paused" | "disabled";
                            currency: string;
                            /** @enum {string} */
                            customerCreditType: "prepaid" | "postpaid";
                            customerCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            /** @enum {string} */
                            supplierCreditType: "prepaid" | "postpaid";
                            bilateralCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            customer24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            supplier24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            capacity: number | null;
                            circularRouting: boolean;
                            customerAccountNumber: string;
                            supplierAccountNumber: string;
                            taxCode: string;
                            billTo: string;
                            shipTo: string;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carriers/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a paused carrier and its portal */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            code: string;
                            name: string;
                            /** @enum {string} */
                            partnerType: "customer" | "supplier" | "bilateral";
                            /** @enum {string} */
                            status: "testing" | "active" | "paused" | "disabled";
                            currency: string;
                            /** @enum {string} */
                            customerCreditType: "prepaid" | "postpaid";
                            customerCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            /** @enum {string} */
                            supplierCreditType: "prepaid" | "postpaid";
                            bilateralCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            customer24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            supplier24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            capacity: number | null;
                            circularRouting: boolean;
                            customerAccountNumber: string;
                            supplierAccountNumber: string;
                            taxCode: string;
                            billTo: string;
                            shipTo: string;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carriers/{id}/retest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a disabled carrier up again, in testing */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            code: string;
                            name: string;
                            /** @enum {string} */
                            partnerType: "customer" | "supplier" | "bilateral";
                            /** @enum {string} */
                            status: "testing" | "active" | "paused" | "disabled";
                            currency: string;
                            /** @enum {string} */
                            customerCreditType: "prepaid" | "postpaid";
                            customerCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            /** @enum {string} */
                            supplierCreditType: "prepaid" | "postpaid";
                            bilateralCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            customer24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            supplier24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            capacity: number | null;
                            circularRouting: boolean;
                            customerAccountNumber: string;
                            supplierAccountNumber: string;
                            taxCode: string;
                            billTo: string;
                            shipTo: string;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carriers/{id}/position": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what a carrier has, owes and has spent in 24 hours */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            balance: {
                                currency: string;
                                amount: string;
                            };
                            held: {
                                currency: string;
                                amount: string;
                            };
                            available: {
                                currency: string;
                                amount: string;
                            };
                            payable: {
                                currency: string;
                                amount: string;
                            };
                            net: {
                                currency: string;
                                amount: string;
                            };
                            customerSpend24h: {
                                currency: string;
                                amount: string;
                            };
                            supplierSpend24h: {
                                currency: string;
                                amount: string;
                            };
                            customerOverriddenUntil: string | null;
                            supplierOverriddenUntil: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carriers/{id}/override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a carrier go on past its 24-hour limit for a while */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        side: "customer" | "supplier";
                        reason: string;
                        /** Format: date-time */
                        expiresAt: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carriers/{id}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the people of a carrier */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                carrierId: string;
                                invited: boolean;
                                name: string;
                                title: string;
                                firstName: string;
                                lastName: string;
                                jobTitle: string;
                                telephone: string;
                                mobile: string;
                                email: string;
                                portalAccess: boolean;
                                isPrimary: boolean;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Add a person of a carrier */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @default  */
                        title?: string;
                        /** @default  */
                        firstName?: string;
                        /** @default  */
                        lastName?: string;
                        /** @default  */
                        jobTitle?: string;
                        /** @default  */
                        telephone?: string;
                        /** @default  */
                        mobile?: string;
                        /** Format: email */
                        email: string;
                        /** @default false */
                        portalAccess?: boolean;
                        /** @default false */
                        isPrimary?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            carrierId: string;
                            invited: boolean;
                            name: string;
                            title: string;
                            firstName: string;
                            lastName: string;
                            jobTitle: string;
                            telephone: string;
                            mobile: string;
                            email: string;
                            portalAccess: boolean;
                            isPrimary: boolean;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carrier-contacts/{id}/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change a person of a carrier */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @default  */
                        title?: string;
                        /** @default  */
                        firstName?: string;
                        /** @default  */
                        lastName?: string;
                        /** @default  */
                        jobTitle?: string;
                        /** @default  */
                        telephone?: string;
                        /** @default  */
                        mobile?: string;
                        /** Format: email */
                        email: string;
                        /** @default false */
                        portalAccess?: boolean;
                        /** @default false */
                        isPrimary?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            carrierId: string;
                            invited: boolean;
                            name: string;
                            title: string;
                            firstName: string;
                            lastName: string;
                            jobTitle: string;
                            telephone: string;
                            mobile: string;
                            email: string;
                            portalAccess: boolean;
                            isPrimary: boolean;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.contactNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carrier-contacts/{id}/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Invite a person to the carrier's pages */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            carrierId: string;
                            invited: boolean;
                            name: string;
                            title: string;
                            firstName: string;
                            lastName: string;
                            jobTitle: string;
                            telephone: string;
                            mobile: string;
                            email: string;
                            portalAccess: boolean;
                            isPrimary: boolean;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.contactNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.noPortalAccess, carriers.alreadyInvited */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carrier-contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a person of a carrier */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.contactNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carriers/{id}/credit-alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the credit alerts of a carrier */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                carrierId: string;
                                /** @enum {string} */
                                alertType: "low_balance" | "high_balance" | "24hr_spend_breach";
                                /** @enum {string} */
                                direction: "customer" | "supplier" | "bilateral";
                                threshold: {
                                    currency: string;
                                    amount: string;
                                };
                                recipients: string[];
                                isActive: boolean;
                                armed: boolean;
                                firedAt: string | null;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Add a credit alert */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        alertType: "low_balance" | "high_balance" | "24hr_spend_breach";
                        /** @enum {string} */
                        direction: "customer" | "supplier" | "bilateral";
                        threshold: string;
                        currency: string;
                        recipients: string[];
                        /** @default true */
                        isActive?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            carrierId: string;
                            /** @enum {string} */
                            alertType: "low_balance" | "high_balance" | "24hr_spend_breach";
                            /** @enum {string} */
                            direction: "customer" | "supplier" | "bilateral";
                            threshold: {
                                currency: string;
                                amount: string;
                            };
                            recipients: string[];
                            isActive: boolean;
                            armed: boolean;
                            firedAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.currencyFixed */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credit-alerts/{id}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change a credit alert; it is armed again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        alertType: "low_balance" | "high_balance" | "24hr_spend_breach";
                        /** @enum {string} */
                        direction: "customer" | "supplier" | "bilateral";
                        threshold: string;
                        currency: string;
                        recipients: string[];
                        /** @default true */
                        isActive?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            carrierId: string;
                            /** @enum {string} */
                            alertType: "low_balance" | "high_balance" | "24hr_spend_breach";
                            /** @enum {string} */
                            direction: "customer" | "supplier" | "bilateral";
                            threshold: {
                                currency: string;
                                amount: string;
                            };
                            recipients: string[];
                            isActive: boolean;
                            armed: boolean;
                            firedAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.alertNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.currencyFixed */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credit-alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a credit alert */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.alertNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interconnects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List interconnects, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    carrierId?: string;
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                carrierId: string;
                                shortCode: string;
                                name: string;
                                /** @enum {string} */
                                direction: "ingress" | "egress" | "both";
                                currency: string;
                                /** @enum {string} */
                                protocol: "udp" | "tcp" | "tls";
                                capacity: number | null;
                                isActive: boolean;
                                techPrefix: string;
                                sipPort: number;
                                createdAt: string;
                                carrierName: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carriers/{id}/interconnects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add an interconnect to a carrier */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        direction: "ingress" | "egress" | "both";
                        /**
                         * @default udp
                         * @enum {string}
                         */
                        protocol?: "udp" | "tcp" | "tls";
                        /** @default null */
                        capacity?: number | null;
                        /** @default true */
                        isActive?: boolean;
                        /** @default  */
                        techPrefix?: string;
                        /** @default 5060 */
                        sipPort?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            carrierId: string;
                            shortCode: string;
                            name: string;
                            /** @enum {string} */
                            direction: "ingress" | "egress" | "both";
                            currency: string;
                            /** @enum {string} */
                            protocol: "udp" | "tcp" | "tls";
                            capacity: number | null;
                            isActive: boolean;
                            techPrefix: string;
                            sipPort: number;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.partnerMismatch */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interconnects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one interconnect, by id or short code */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            carrierId: string;
                            shortCode: string;
                            name: string;
                            /** @enum {string} */
                            direction: "ingress" | "egress" | "both";
                            currency: string;
                            /** @enum {string} */
                            protocol: "udp" | "tcp" | "tls";
                            capacity: number | null;
                            isActive: boolean;
                            techPrefix: string;
                            sipPort: number;
                            createdAt: string;
                            carrierName: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.interconnectNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interconnects/{id}/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the details of an interconnect */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        direction: "ingress" | "egress" | "both";
                        /**
                         * @default udp
                         * @enum {string}
                         */
                        protocol?: "udp" | "tcp" | "tls";
                        /** @default null */
                        capacity?: number | null;
                        /** @default true */
                        isActive?: boolean;
                        /** @default  */
                        techPrefix?: string;
                        /** @default 5060 */
                        sipPort?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            carrierId: string;
                            shortCode: string;
                            name: string;
                            /** @enum {string} */
                            direction: "ingress" | "egress" | "both";
                            currency: string;
                            /** @enum {string} */
                            protocol: "udp" | "tcp" | "tls";
                            capacity: number | null;
                            isActive: boolean;
                            techPrefix: string;
                            sipPort: number;
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.interconnectNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.overlap */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interconnects/{id}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show everything that is set on an interconnect */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            addresses: {
                                ipAddress: string;
                                /** @default false */
                                isRange: boolean;
                                /** @default null */
                                rangeEnd: (string) | null;
                                /**
                                 * @default transport
                                 * @enum {string}
                                 */
                                addressType: "transport" | "media";
                                /** @default true */
                                isActive: boolean;
                            }[];
                            codecs: {
                                codecName: string;
                                /** @default true */
                                allowed: boolean;
                                /** @default false */
                                relayOnly: boolean;
                                /** @default false */
                                vad: boolean;
                                /** @default 20 */
                                ptime: 10 | 20 | 30 | 40 | 60;
                            }[];
                            validation: {
                                /** @default  */
                                techPrefix: string;
                                /** @default  */
                                fromUri: string;
                                /** @default  */
                                contactUri: string;
                                /** @default  */
                                trunkGroup: string;
                                /** @default false */
                                maxCpsEnabled: boolean;
                                /** @default null */
                                maxCps: number | null;
                                /**
                                 * @default deny
                                 * @enum {string}
                                 */
                                testSystemControl: "allow" | "deny";
                            };
                            translation: {
                                /**
                                 * @default from
                                 * @enum {string}
                                 */
                                originationPreference: "from" | "pai" | "rpid";
                                /**
                                 * @default flag
                                 * @enum {string}
                                 */
                                originationValidation: "off" | "flag" | "reject";
                                /**
                                 * @default never
                                 * @enum {string}
                                 */
                                setPaiHeader: "never" | "if_missing" | "always";
                                /** @default [] */
                                globalTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                                /** @default [] */
                                originTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                                /** @default [] */
                                destinationTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                            };
                            media: {
                                /**
                                 * @default auto
                                 * @enum {string}
                                 */
                                dtmfDetection: "rfc2833" | "info" | "inband" | "auto";
                                /**
                                 * @default auto
                                 * @enum {string}
                                 */
                                mediaRelay: "always" | "auto" | "never";
                                /** @default  */
                                mediaNetwork: string;
                                /** @default false */
                                rtpTimeoutEnabled: boolean;
                                /** @default null */
                                rtpTimeout: number | null;
                            };
                            signalling: {
                                /**
                                 * @default none
                                 * @enum {string}
                                 */
                                privacyMethod: "none" | "rfc3323" | "rfc3325";
                                /** @default false */
                                sessionTimerEnabled: boolean;
                                /** @default null */
                                sessionTimerInterval: number | null;
                                /** @default false */
                                maxCallDurationEnabled: boolean;
                                /** @default null */
                                maxCallDuration: number | null;
                                /** @default true */
                                earlyMediaEnabled: boolean;
                                /** @default false */
                                rel100Enabled: boolean;
                                /** @default [] */
                                releaseCauseMapping: {
                                    from: number;
                                    to: number;
                                }[];
                            };
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.interconnectNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interconnects/{id}/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the addresses of an interconnect */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        addresses: {
                            ipAddress: string;
                            /** @default false */
                            isRange?: boolean;
                            /** @default null */
                            rangeEnd?: (string) | null;
                            /**
                             * @default transport
                             * @enum {string}
                             */
                            addressType?: "transport" | "media";
                            /** @default true */
                            isActive?: boolean;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            addresses: {
                                ipAddress: string;
                                /** @default false */
                                isRange: boolean;
                                /** @default null */
                                rangeEnd: (string) | null;
                                /**
                                 * @default transport
                                 * @enum {string}
                                 */
                                addressType: "transport" | "media";
                                /** @default true */
                                isActive: boolean;
                            }[];
                            codecs: {
                                codecName: string;
                                /** @default true */
                                allowed: boolean;
                                /** @default false */
                                relayOnly: boolean;
                                /** @default false */
                                vad: boolean;
                                /** @default 20 */
                                ptime: 10 | 20 | 30 | 40 | 60;
                            }[];
                            validation: {
                                /** @default  */
                                techPrefix: string;
                                /** @default  */
                                fromUri: string;
                                /** @default  */
                                contactUri: string;
                                /** @default  */
                                trunkGroup: string;
                                /** @default false */
                                maxCpsEnabled: boolean;
                                /** @default null */
                                maxCps: number | null;
                                /**
                                 * @default deny
                                 * @enum {string}
                                 */
                                testSystemControl: "allow" | "deny";
                            };
                            translation: {
                                /**
                                 * @default from
                                 * @enum {string}
                                 */
                                originationPreference: "from" | "pai" | "rpid";
                                /**
                                 * @default flag
                                 * @enum {string}
                                 */
                                originationValidation: "off" | "flag" | "reject";
                                /**
                                 * @default never
                                 * @enum {string}
                                 */
                                setPaiHeader: "never" | "if_missing" | "always";
                                /** @default [] */
                                globalTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                                /** @default [] */
                                originTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                                /** @default [] */
                                destinationTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                            };
                            media: {
                                /**
                                 * @default auto
                                 * @enum {string}
                                 */
                                dtmfDetection: "rfc2833" | "info" | "inband" | "auto";
                                /**
                                 * @default auto
                                 * @enum {string}
                                 */
                                mediaRelay: "always" | "auto" | "never";
                                /** @default  */
                                mediaNetwork: string;
                                /** @default false */
                                rtpTimeoutEnabled: boolean;
                                /** @default null */
                                rtpTimeout: number | null;
                            };
                            signalling: {
                                /**
                                 * @default none
                                 * @enum {string}
                                 */
                                privacyMethod: "none" | "rfc3323" | "rfc3325";
                                /** @default false */
                                sessionTimerEnabled: boolean;
                                /** @default null */
                                sessionTimerInterval: number | null;
                                /** @default false */
                                maxCallDurationEnabled: boolean;
                                /** @default null */
                                maxCallDuration: number | null;
                                /** @default true */
                                earlyMediaEnabled: boolean;
                                /** @default false */
                                rel100Enabled: boolean;
                                /** @default [] */
                                releaseCauseMapping: {
                                    from: number;
                                    to: number;
                                }[];
                            };
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.interconnectNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.overlap */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.addressInvalid */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interconnects/{id}/codecs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the codecs of an interconnect, in order of preference */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        codecs: {
                            codecName: string;
                            /** @default true */
                            allowed?: boolean;
                            /** @default false */
                            relayOnly?: boolean;
                            /** @default false */
                            vad?: boolean;
                            /** @default 20 */
                            ptime?: 10 | 20 | 30 | 40 | 60;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            addresses: {
                                ipAddress: string;
                                /** @default false */
                                isRange: boolean;
                                /** @default null */
                                rangeEnd: (string) | null;
                                /**
                                 * @default transport
                                 * @enum {string}
                                 */
                                addressType: "transport" | "media";
                                /** @default true */
                                isActive: boolean;
                            }[];
                            codecs: {
                                codecName: string;
                                /** @default true */
                                allowed: boolean;
                                /** @default false */
                                relayOnly: boolean;
                                /** @default false */
                                vad: boolean;
                                /** @default 20 */
                                ptime: 10 | 20 | 30 | 40 | 60;
                            }[];
                            validation: {
                                /** @default  */
                                techPrefix: string;
                                /** @default  */
                                fromUri: string;
                                /** @default  */
                                contactUri: string;
                                /** @default  */
                                trunkGroup: string;
                                /** @default false */
                                maxCpsEnabled: boolean;
                                /** @default null */
                                maxCps: number | null;
                                /**
                                 * @default deny
                                 * @enum {string}
                                 */
                                testSystemControl: "allow" | "deny";
                            };
                            translation: {
                                /**
                                 * @default from
                                 * @enum {string}
                                 */
                                originationPreference: "from" | "pai" | "rpid";
                                /**
                                 * @default flag
                                 * @enum {string}
                                 */
                                originationValidation: "off" | "flag" | "reject";
                                /**
                                 * @default never
                                 * @enum {string}
                                 */
                                setPaiHeader: "never" | "if_missing" | "always";
                                /** @default [] */
                                globalTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                                /** @default [] */
                                originTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                                /** @default [] */
                                destinationTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                            };
                            media: {
                                /**
                                 * @default auto
                                 * @enum {string}
                                 */
                                dtmfDetection: "rfc2833" | "info" | "inband" | "auto";
                                /**
                                 * @default auto
                                 * @enum {string}
                                 */
                                mediaRelay: "always" | "auto" | "never";
                                /** @default  */
                                mediaNetwork: string;
                                /** @default false */
                                rtpTimeoutEnabled: boolean;
                                /** @default null */
                                rtpTimeout: number | null;
                            };
                            signalling: {
                                /**
                                 * @default none
                                 * @enum {string}
                                 */
                                privacyMethod: "none" | "rfc3323" | "rfc3325";
                                /** @default false */
                                sessionTimerEnabled: boolean;
                                /** @default null */
                                sessionTimerInterval: number | null;
                                /** @default false */
                                maxCallDurationEnabled: boolean;
                                /** @default null */
                                maxCallDuration: number | null;
                                /** @default true */
                                earlyMediaEnabled: boolean;
                                /** @default false */
                                rel100Enabled: boolean;
                                /** @default [] */
                                releaseCauseMapping: {
                                    from: number;
                                    to: number;
                                }[];
                            };
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.interconnectNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.codecsRepeat */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interconnects/{id}/validation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the validation settings of an interconnect, of which there is one set */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        techPrefix?: string;
                        /** @default  */
                        fromUri?: string;
                        /** @default  */
                        contactUri?: string;
                        /** @default  */
                        trunkGroup?: string;
                        /** @default false */
                        maxCpsEnabled?: boolean;
                        /** @default null */
                        maxCps?: number | null;
                        /**
                         * @default deny
                         * @enum {string}
                         */
                        testSystemControl?: "allow" | "deny";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            addresses: {
                                ipAddress: string;
                                /** @default false */
                                isRange: boolean;
                                /** @default null */
                                rangeEnd: (string) | null;
                                /**
                                 * @default transport
                                 * @enum {string}
                                 */
                                addressType: "transport" | "media";
                                /** @default true */
                                isActive: boolean;
                            }[];
                            codecs: {
                                codecName: string;
                                /** @default true */
                                allowed: boolean;
                                /** @default false */
                                relayOnly: boolean;
                                /** @default false */
                                vad: boolean;
                                /** @default 20 */
                                ptime: 10 | 20 | 30 | 40 | 60;
                            }[];
                            validation: {
                                /** @default  */
                                techPrefix: string;
                                /** @default  */
                                fromUri: string;
                                /** @default  */
                                contactUri: string;
                                /** @default  */
                                trunkGroup: string;
                                /** @default false */
                                maxCpsEnabled: boolean;
                                /** @default null */
                                maxCps: number | null;
                                /**
                                 * @default deny
                                 * @enum {string}
                                 */
                                testSystemControl: "allow" | "deny";
                            };
                            translation: {
                                /**
                                 * @default from
                                 * @enum {string}
                                 */
                                originationPreference: "from" | "pai" | "rpid";
                                /**
                                 * @default flag
                                 * @enum {string}
                                 */
                                originationValidation: "off" | "flag" | "reject";
                                /**
                                 * @default never
                                 * @enum {string}
                                 */
                                setPaiHeader: "never" | "if_missing" | "always";
                                /** @default [] */
                                globalTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                                /** @default [] */
                                originTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                                /** @default [] */
                                destinationTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                            };
                            media: {
                                /**
                                 * @default auto
                                 * @enum {string}
                                 */
                                dtmfDetection: "rfc2833" | "info" | "inband" | "auto";
                                /**
                                 * @default auto
                                 * @enum {string}
                                 */
                                mediaRelay: "always" | "auto" | "never";
                                /** @default  */
                                mediaNetwork: string;
                                /** @default false */
                                rtpTimeoutEnabled: boolean;
                                /** @default null */
                                rtpTimeout: number | null;
                            };
                            signalling: {
                                /**
                                 * @default none
                                 * @enum {string}
                                 */
                                privacyMethod: "none" | "rfc3323" | "rfc3325";
                                /** @default false */
                                sessionTimerEnabled: boolean;
                                /** @default null */
                                sessionTimerInterval: number | null;
                                /** @default false */
                                maxCallDurationEnabled: boolean;
                                /** @default null */
                                maxCallDuration: number | null;
                                /** @default true */
                                earlyMediaEnabled: boolean;
                                /** @default false */
                                rel100Enabled: boolean;
                                /** @default [] */
                                releaseCauseMapping: {
                                    from: number;
                                    to: number;
                                }[];
                            };
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.interconnectNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.overlap */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interconnects/{id}/translation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the translation settings of an interconnect, of which there is one set */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default from
                         * @enum {string}
                         */
                        originationPreference?: "from" | "pai" | "rpid";
                        /**
                         * @default flag
                         * @enum {string}
                         */
                        originationValidation?: "off" | "flag" | "reject";
                        /**
                         * @default never
                         * @enum {string}
                         */
                        setPaiHeader?: "never" | "if_missing" | "always";
                        /** @default [] */
                        globalTranslation?: ({
                            /** @enum {string} */
                            on: "ingress" | "egress";
                            /** @default 0 */
                            minLength?: number;
                            /** @default 32 */
                            maxLength?: number;
                            /** @default true */
                            stop?: boolean;
                            /** @enum {string} */
                            kind: "prefix";
                            match: string;
                            replace: string;
                        } | {
                            /** @enum {string} */
                            on: "ingress" | "egress";
                            /** @default 0 */
                            minLength?: number;
                            /** @default 32 */
                            maxLength?: number;
                            /** @default true */
                            stop?: boolean;
                            /** @enum {string} */
                            kind: "pattern";
                            match: string;
                            replace: string;
                        })[];
                        /** @default [] */
                        originTranslation?: ({
                            /** @enum {string} */
                            on: "ingress" | "egress";
                            /** @default 0 */
                            minLength?: number;
                            /** @default 32 */
                            maxLength?: number;
                            /** @default true */
                            stop?: boolean;
                            /** @enum {string} */
                            kind: "prefix";
                            match: string;
                            replace: string;
                        } | {
                            /** @enum {string} */
                            on: "ingress" | "egress";
                            /** @default 0 */
                            minLength?: number;
                            /** @default 32 */
                            maxLength?: number;
                            /** @default true */
                            stop?: boolean;
                            /** @enum {string} */
                            kind: "pattern";
                            match: string;
                            replace: string;
                        })[];
                        /** @default [] */
                        destinationTranslation?: ({
                            /** @enum {string} */
                            on: "ingress" | "egress";
                            /** @default 0 */
                            minLength?: number;
                            /** @default 32 */
                            maxLength?: number;
                            /** @default true */
                            stop?: boolean;
                            /** @enum {string} */
                            kind: "prefix";
                            match: string;
                            replace: string;
                        } | {
                            /** @enum {string} */
                            on: "ingress" | "egress";
                            /** @default 0 */
                            minLength?: number;
                            /** @default 32 */
                            maxLength?: number;
                            /** @default true */
                            stop?: boolean;
                            /** @enum {string} */
                            kind: "pattern";
                            match: string;
                            replace: string;
                        })[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            addresses: {
                                ipAddress: string;
                                /** @default false */
                                isRange: boolean;
                                /** @default null */
                                rangeEnd: (string) | null;
                                /**
                                 * @default transport
                                 * @enum {string}
                                 */
                                addressType: "transport" | "media";
                                /** @default true */
                                isActive: boolean;
                            }[];
                            codecs: {
                                codecName: string;
                                /** @default true */
                                allowed: boolean;
                                /** @default false */
                                relayOnly: boolean;
                                /** @default false */
                                vad: boolean;
                                /** @default 20 */
                                ptime: 10 | 20 | 30 | 40 | 60;
                            }[];
                            validation: {
                                /** @default  */
                                techPrefix: string;
                                /** @default  */
                                fromUri: string;
                                /** @default  */
                                contactUri: string;
                                /** @default  */
                                trunkGroup: string;
                                /** @default false */
                                maxCpsEnabled: boolean;
                                /** @default null */
                                maxCps: number | null;
                                /**
                                 * @default deny
                                 * @enum {string}
                                 */
                                testSystemControl: "allow" | "deny";
                            };
                            translation: {
                                /**
                                 * @default from
                                 * @enum {string}
                                 */
                                originationPreference: "from" | "pai" | "rpid";
                                /**
                                 * @default flag
                                 * @enum {string}
                                 */
                                originationValidation: "off" | "flag" | "reject";
                                /**
                                 * @default never
                                 * @enum {string}
                                 */
                                setPaiHeader: "never" | "if_missing" | "always";
                                /** @default [] */
                                globalTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                                /** @default [] */
                                originTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                                /** @default [] */
                                destinationTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                            };
                            media: {
                                /**
                                 * @default auto
                                 * @enum {string}
                                 */
                                dtmfDetection: "rfc2833" | "info" | "inband" | "auto";
                                /**
                                 * @default auto
                                 * @enum {string}
                                 */
                                mediaRelay: "always" | "auto" | "never";
                                /** @default  */
                                mediaNetwork: string;
                                /** @default false */
                                rtpTimeoutEnabled: boolean;
                                /** @default null */
                                rtpTimeout: number | null;
                            };
                            signalling: {
                                /**
                                 * @default none
                                 * @enum {string}
                                 */
                                privacyMethod: "none" | "rfc3323" | "rfc3325";
                                /** @default false */
                                sessionTimerEnabled: boolean;
                                /** @default null */
                                sessionTimerInterval: number | null;
                                /** @default false */
                                maxCallDurationEnabled: boolean;
                                /** @default null */
                                maxCallDuration: number | null;
                                /** @default true */
                                earlyMediaEnabled: boolean;
                                /** @default false */
                                rel100Enabled: boolean;
                                /** @default [] */
                                releaseCauseMapping: {
                                    from: number;
                                    to: number;
                                }[];
                            };
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.interconnectNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.overlap */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interconnects/{id}/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the media settings of an interconnect, of which there is one set */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default auto
                         * @enum {string}
                         */
                        dtmfDetection?: "rfc2833" | "info" | "inband" | "auto";
                        /**
                         * @default auto
                         * @enum {string}
                         */
                        mediaRelay?: "always" | "auto" | "never";
                        /** @default  */
                        mediaNetwork?: string;
                        /** @default false */
                        rtpTimeoutEnabled?: boolean;
                        /** @default null */
                        rtpTimeout?: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            addresses: {
                                ipAddress: string;
                                /** @default false */
                                isRange: boolean;
                                /** @default null */
                                rangeEnd: (string) | null;
                                /**
                                 * @default transport
                                 * @enum {string}
                                 */
                                addressType: "transport" | "media";
                                /** @default true */
                                isActive: boolean;
                            }[];
                            codecs: {
                                codecName: string;
                                /** @default true */
                                allowed: boolean;
                                /** @default false */
                                relayOnly: boolean;
                                /** @default false */
                                vad: boolean;
                                /** @default 20 */
                                ptime: 10 | 20 | 30 | 40 | 60;
                            }[];
                            validation: {
                                /** @default  */
                                techPrefix: string;
                                /** @default  */
                                fromUri: string;
                                /** @default  */
                                contactUri: string;
                                /** @default  */
                                trunkGroup: string;
                                /** @default false */
                                maxCpsEnabled: boolean;
                                /** @default null */
                                maxCps: number | null;
                                /**
                                 * @default deny
                                 * @enum {string}
                                 */
                                testSystemControl: "allow" | "deny";
                            };
                            translation: {
                                /**
                                 * @default from
                                 * @enum {string}
                                 */
                                originationPreference: "from" | "pai" | "rpid";
                                /**
                                 * @default flag
                                 * @enum {string}
                                 */
                                originationValidation: "off" | "flag" | "reject";
                                /**
                                 * @default never
                                 * @enum {string}
                                 */
                                setPaiHeader: "never" | "if_missing" | "always";
                                /** @default [] */
                                globalTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                                /** @default [] */
                                originTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                                /** @default [] */
                                destinationTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                            };
                            media: {
                                /**
                                 * @default auto
                                 * @enum {string}
                                 */
                                dtmfDetection: "rfc2833" | "info" | "inband" | "auto";
                                /**
                                 * @default auto
                                 * @enum {string}
                                 */
                                mediaRelay: "always" | "auto" | "never";
                                /** @default  */
                                mediaNetwork: string;
                                /** @default false */
                                rtpTimeoutEnabled: boolean;
                                /** @default null */
                                rtpTimeout: number | null;
                            };
                            signalling: {
                                /**
                                 * @default none
                                 * @enum {string}
                                 */
                                privacyMethod: "none" | "rfc3323" | "rfc3325";
                                /** @default false */
                                sessionTimerEnabled: boolean;
                                /** @default null */
                                sessionTimerInterval: number | null;
                                /** @default false */
                                maxCallDurationEnabled: boolean;
                                /** @default null */
                                maxCallDuration: number | null;
                                /** @default true */
                                earlyMediaEnabled: boolean;
                                /** @default false */
                                rel100Enabled: boolean;
                                /** @default [] */
                                releaseCauseMapping: {
                                    from: number;
                                    to: number;
                                }[];
                            };
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.interconnectNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.overlap */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interconnects/{id}/signalling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the signalling settings of an interconnect, of which there is one set */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default none
                         * @enum {string}
                         */
                        privacyMethod?: "none" | "rfc3323" | "rfc3325";
                        /** @default false */
                        sessionTimerEnabled?: boolean;
                        /** @default null */
                        sessionTimerInterval?: number | null;
                        /** @default false */
                        maxCallDurationEnabled?: boolean;
                        /** @default null */
                        maxCallDuration?: number | null;
                        /** @default true */
                        earlyMediaEnabled?: boolean;
                        /** @default false */
                        rel100Enabled?: boolean;
                        /** @default [] */
                        releaseCauseMapping?: {
                            from: number;
                            to: number;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            addresses: {
                                ipAddress: string;
                                /** @default false */
                                isRange: boolean;
                                /** @default null */
                                rangeEnd: (string) | null;
                                /**
                                 * @default transport
                                 * @enum {string}
                                 */
                                addressType: "transport" | "media";
                                /** @default true */
                                isActive: boolean;
                            }[];
                            codecs: {
                                codecName: string;
                                /** @default true */
                                allowed: boolean;
                                /** @default false */
                                relayOnly: boolean;
                                /** @default false */
                                vad: boolean;
                                /** @default 20 */
                                ptime: 10 | 20 | 30 | 40 | 60;
                            }[];
                            validation: {
                                /** @default  */
                                techPrefix: string;
                                /** @default  */
                                fromUri: string;
                                /** @default  */
                                contactUri: string;
                                /** @default  */
                                trunkGroup: string;
                                /** @default false */
                                maxCpsEnabled: boolean;
                                /** @default null */
                                maxCps: number | null;
                                /**
                                 * @default deny
                                 * @enum {string}
                                 */
                                testSystemControl: "allow" | "deny";
                            };
                            translation: {
                                /**
                                 * @default from
                                 * @enum {string}
                                 */
                                originationPreference: "from" | "pai" | "rpid";
                                /**
                                 * @default flag
                                 * @enum {string}
                                 */
                                originationValidation: "off" | "flag" | "reject";
                                /**
                                 * @default never
                                 * @enum {string}
                                 */
                                setPaiHeader: "never" | "if_missing" | "always";
                                /** @default [] */
                                globalTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                                /** @default [] */
                                originTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                                /** @default [] */
                                destinationTranslation: ({
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "prefix";
                                    match: string;
                                    replace: string;
                                } | {
                                    /** @enum {string} */
                                    on: "ingress" | "egress";
                                    /** @default 0 */
                                    minLength: number;
                                    /** @default 32 */
                                    maxLength: number;
                                    /** @default true */
                                    stop: boolean;
                                    /** @enum {string} */
                                    kind: "pattern";
                                    match: string;
                                    replace: string;
                                })[];
                            };
                            media: {
                                /**
                                 * @default auto
                                 * @enum {string}
                                 */
                                dtmfDetection: "rfc2833" | "info" | "inband" | "auto";
                                /**
                                 * @default auto
                                 * @enum {string}
                                 */
                                mediaRelay: "always" | "auto" | "never";
                                /** @default  */
                                mediaNetwork: string;
                                /** @default false */
                                rtpTimeoutEnabled: boolean;
                                /** @default null */
                                rtpTimeout: number | null;
                            };
                            signalling: {
                                /**
                                 * @default none
                                 * @enum {string}
                                 */
                                privacyMethod: "none" | "rfc3323" | "rfc3325";
                                /** @default false */
                                sessionTimerEnabled: boolean;
                                /** @default null */
                                sessionTimerInterval: number | null;
                                /** @default false */
                                maxCallDurationEnabled: boolean;
                                /** @default null */
                                maxCallDuration: number | null;
                                /** @default true */
                                earlyMediaEnabled: boolean;
                                /** @default false */
                                rel100Enabled: boolean;
                                /** @default [] */
                                releaseCauseMapping: {
                                    from: number;
                                    to: number;
                                }[];
                            };
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.interconnectNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.overlap */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carrier-services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List services, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    carrierId?: string;
                    interconnectId?: string;
                    direction?: "ingress" | "egress";
                    status?: "testing" | "active" | "paused" | "disabled";
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                carrierId: string;
                                carrierName: string;
                                /** Format: uuid */
                                interconnectId: string;
                                interconnectCode: string;
                                shortCode: string;
                                name: string;
                                /** @enum {string} */
                                direction: "ingress" | "egress";
                                /** @enum {string} */
                                status: "testing" | "active" | "paused" | "disabled";
                                ratingPlanId: string | null;
                                routingPlanId: string | null;
                                techPrefix: string;
                                priority: number;
                                weight: number;
                                capacity: number | null;
                                /** @enum {string} */
                                enforcementPolicy: "strict" | "overflow" | "best_effort";
                                createdAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interconnects/{id}/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a service to an interconnect, in testing */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @default null */
                        ratingPlanId?: string | null;
                        /** @default null */
                        routingPlanId?: string | null;
                        /** @default  */
                        techPrefix?: string;
                        /** @default 100 */
                        priority?: number;
                        /** @default 100 */
                        weight?: number;
                        /** @default null */
                        capacity?: number | null;
                        /**
                         * @default strict
                         * @enum {string}
                         */
                        enforcementPolicy?: "strict" | "overflow" | "best_effort";
                        /** @enum {string} */
                        direction: "ingress" | "egress";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            carrierId: string;
                            carrierName: string;
                            /** Format: uuid */
                            interconnectId: string;
                            interconnectCode: string;
                            shortCode: string;
                            name: string;
                            /** @enum {string} */
                            direction: "ingress" | "egress";
                            /** @enum {string} */
                            status: "testing" | "active" | "paused" | "disabled";
                            ratingPlanId: string | null;
                            routingPlanId: string | null;
                            techPrefix: string;
                            priority: number;
                            weight: number;
                            capacity: number | null;
                            /** @enum {string} */
                            enforcementPolicy: "strict" | "overflow" | "best_effort";
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.interconnectNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.directionMismatch, carriers.partnerMismatch, carriers.ratingPlanMismatch, carriers.routingPlanUnknown */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carrier-services/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one service, by id or short code */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            carrierId: string;
                            carrierName: string;
                            /** Format: uuid */
                            interconnectId: string;
                            interconnectCode: string;
                            shortCode: string;
                            name: string;
                            /** @enum {string} */
                            direction: "ingress" | "egress";
                            /** @enum {string} */
                            status: "testing" | "active" | "paused" | "disabled";
                            ratingPlanId: string | null;
                            routingPlanId: string | null;
                            techPrefix: string;
                            priority: number;
                            weight: number;
                            capacity: number | null;
                            /** @enum {string} */
                            enforcementPolicy: "strict" | "overflow" | "best_effort";
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.serviceNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carrier-services/{id}/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change a service */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @default null */
                        ratingPlanId?: string | null;
                        /** @default null */
                        routingPlanId?: string | null;
                        /** @default  */
                        techPrefix?: string;
                        /** @default 100 */
                        priority?: number;
                        /** @default 100 */
                        weight?: number;
                        /** @default null */
                        capacity?: number | null;
                        /**
                         * @default strict
                         * @enum {string}
                         */
                        enforcementPolicy?: "strict" | "overflow" | "best_effort";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            carrierId: string;
                            carrierName: string;
                            /** Format: uuid */
                            interconnectId: string;
                            interconnectCode: string;
                            shortCode: string;
                            name: string;
                            /** @enum {string} */
                            direction: "ingress" | "egress";
                            /** @enum {string} */
                            status: "testing" | "active" | "paused" | "disabled";
                            ratingPlanId: string | null;
                            routingPlanId: string | null;
                            techPrefix: string;
                            priority: number;
                            weight: number;
                            capacity: number | null;
                            /** @enum {string} */
                            enforcementPolicy: "strict" | "overflow" | "best_effort";
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.serviceNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.overlap */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.ratingPlanMismatch, carriers.ratingPlanRequired, carriers.routingPlanRequired */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carrier-services/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let calls through a service, when it has all it needs */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            carrierId: string;
                            carrierName: string;
                            /** Format: uuid */
                            interconnectId: string;
                            interconnectCode: string;
                            shortCode: string;
                            name: string;
                            /** @enum {string} */
                            direction: "ingress" | "egress";
                            /** @enum {string} */
                            status: "testing" | "active" | "paused" | "disabled";
                            ratingPlanId: string | null;
                            routingPlanId: string | null;
                            techPrefix: string;
                            priority: number;
                            weight: number;
                            capacity: number | null;
                            /** @enum {string} */
                            enforcementPolicy: "strict" | "overflow" | "best_effort";
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.serviceNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.overlap */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.ratingPlanRequired, carriers.routingPlanRequired, carriers.addressRequired */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carrier-services/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take no new calls through a service */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            carrierId: string;
                            carrierName: string;
                            /** Format: uuid */
                            interconnectId: string;
                            interconnectCode: string;
                            shortCode: string;
                            name: string;
                            /** @enum {string} */
                            direction: "ingress" | "egress";
                            /** @enum {string} */
                            status: "testing" | "active" | "paused" | "disabled";
                            ratingPlanId: string | null;
                            routingPlanId: string | null;
                            techPrefix: string;
                            priority: number;
                            weight: number;
                            capacity: number | null;
                            /** @enum {string} */
                            enforcementPolicy: "strict" | "overflow" | "best_effort";
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.serviceNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carrier-services/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a paused service */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            carrierId: string;
                            carrierName: string;
                            /** Format: uuid */
                            interconnectId: string;
                            interconnectCode: string;
                            shortCode: string;
                            name: string;
                            /** @enum {string} */
                            direction: "ingress" | "egress";
                            /** @enum {string} */
                            status: "testing" | "active" | "paused" | "disabled";
                            ratingPlanId: string | null;
                            routingPlanId: string | null;
                            techPrefix: string;
                            priority: number;
                            weight: number;
                            capacity: number | null;
                            /** @enum {string} */
                            enforcementPolicy: "strict" | "overflow" | "best_effort";
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.serviceNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carrier-services/{id}/retest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a disabled service up again, in testing */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            carrierId: string;
                            carrierName: string;
                            /** Format: uuid */
                            interconnectId: string;
                            interconnectCode: string;
                            shortCode: string;
                            name: string;
                            /** @enum {string} */
                            direction: "ingress" | "egress";
                            /** @enum {string} */
                            status: "testing" | "active" | "paused" | "disabled";
                            ratingPlanId: string | null;
                            routingPlanId: string | null;
                            techPrefix: string;
                            priority: number;
                            weight: number;
                            capacity: number | null;
                            /** @enum {string} */
                            enforcementPolicy: "strict" | "overflow" | "best_effort";
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.serviceNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cdrs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List call records of carriers, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    number?: string;
                    from?: string;
                    to?: string;
                    carrierId?: string;
                    disposition?: "answered" | "failed" | "refused";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                startedAt: string;
                                answeredAt: string | null;
                                endedAt: string;
                                /** @enum {string} */
                                disposition: "answered" | "failed" | "refused";
                                source: string;
                                /** Format: uuid */
                                carrierId: string;
                                carrierName: string;
                                supplierName: string | null;
                                aNumber: string;
                                bNumber: string;
                                attempts: number;
                                durationMs: number;
                                billedSeconds: number;
                                sipCode: number | null;
                                reason: string;
                                cause: number | null;
                                releasedBy: string | null;
                                pddMs: number | null;
                                code: string | null;
                                sold: {
                                    currency: string;
                                    amount: string;
                                } | null;
                                soldExact: string | null;
                                sellVersion: string | null;
                                cost: {
                                    currency: string;
                                    amount: string;
                                } | null;
                                costExact: string | null;
                                buyVersion: string | null;
                                buyBilledSeconds: number | null;
                                margin: {
                                    currency: string;
                                    amount: string;
                                } | null;
                                flags: string[];
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cdrs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one call record with its attempts and how it was decided */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            startedAt: string;
                            answeredAt: string | null;
                            endedAt: string;
                            /** @enum {string} */
                            disposition: "answered" | "failed" | "refused";
                            source: string;
                            /** Format: uuid */
                            carrierId: string;
                            carrierName: string;
                            supplierName: string | null;
                            aNumber: string;
                            bNumber: string;
                            attempts: number;
                            durationMs: number;
                            billedSeconds: number;
                            sipCode: number | null;
                            reason: string;
                            cause: number | null;
                            releasedBy: string | null;
                            pddMs: number | null;
                            code: string | null;
                            sold: {
                                currency: string;
                                amount: string;
                            } | null;
                            soldExact: string | null;
                            sellVersion: string | null;
                            cost: {
                                currency: string;
                                amount: string;
                            } | null;
                            costExact: string | null;
                            buyVersion: string | null;
                            buyBilledSeconds: number | null;
                            margin: {
                                currency: string;
                                amount: string;
                            } | null;
                            flags: string[];
                            aOriginal: string;
                            bOriginal: string;
                            sourceIp: string;
                            sipCallId: string;
                            node: string;
                            attemptRecords: {
                                attempt: number;
                                supplierName: string;
                                startedAt: string;
                                answeredAt: string | null;
                                endedAt: string;
                                aNumber: string;
                                bNumber: string;
                                sipCode: number | null;
                                reason: string;
                                cause: number | null;
                                pddMs: number | null;
                                durationMs: number;
                                billedSeconds: number;
                                cost: {
                                    currency: string;
                                    amount: string;
                                } | null;
                            }[];
                            trace: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description carriers.cdrNotFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carrier-portal/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a carrier its balances, limits and quality */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            name: string;
                            /** @enum {string} */
                            partnerType: "customer" | "supplier" | "bilateral";
                            /** @enum {string} */
                            status: "testing" | "active" | "paused" | "disabled";
                            /** @enum {string} */
                            customerCreditType: "prepaid" | "postpaid";
                            customerCreditLimit: {
                                currency: string;
                                amount: string;
                            };
                            balance: {
                                currency: string;
                                amount: string;
                            };
                            available: {
                                currency: string;
                                amount: string;
                            };
                            payable: {
                                currency: string;
                                amount: string;
                            };
                            customerSpend24h: {
                                currency: string;
                                amount: string;
                            };
                            customer24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            customerUnblocksAt: string | null;
                            supplierSpend24h: {
                                currency: string;
                                amount: string;
                            };
                            supplier24hLimit: {
                                currency: string;
                                amount: string;
                            } | null;
                            sent24h: {
                                attempts: number;
                                answered: number;
                                asrPercent: number | null;
                                acdSeconds: number | null;
                            };
                            taken24h: {
                                attempts: number;
                                answered: number;
                                asrPercent: number | null;
                                acdSeconds: number | null;
                            };
                        } | null;
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carrier-portal/cdrs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the calls a carrier sent us, or those it took from us */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    number?: string;
                    from?: string;
                    to?: string;
                    side?: "sent" | "taken";
                    disposition?: "answered" | "failed" | "refused";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                startedAt: string;
                                answeredAt: string | null;
                                endedAt: string;
                                /** @enum {string} */
                                disposition: "answered" | "failed" | "refused";
                                aNumber: string;
                                bNumber: string;
                                durationMs: number;
                                billedSeconds: number;
                                sipCode: number | null;
                                reason: string;
                                cause: number | null;
                                pddMs: number | null;
                                code: string | null;
                                amount: {
                                    currency: string;
                                    amount: string;
                                } | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routing-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List routing plans, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                shortCode: string;
                                name: string;
                                /** @enum {string} */
                                mode: "priority" | "lcr" | "lcrd" | "weight";
                                lcrDeltaPercent: number;
                                expectedSeconds: number;
                                mostAttempts: number;
                                replySeconds: number;
                                ringSeconds: number;
                                /** @enum {string} */
                                marginGuard: "off" | "block";
                                continueOn: number[];
                                createdAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Add a routing plan */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /**
                         * @default lcr
                         * @enum {string}
                         */
                        mode?: "priority" | "lcr" | "lcrd" | "weight";
                        /** @default 0 */
                        lcrDeltaPercent?: number;
                        /** @default 180 */
                        expectedSeconds?: number;
                        /** @default 5 */
                        mostAttempts?: number;
                        /** @default 3 */
                        replySeconds?: number;
                        /** @default 120 */
                        ringSeconds?: number;
                        /**
                         * @default block
                         * @enum {string}
                         */
                        marginGuard?: "off" | "block";
                        /**
                         * @default [
                         *       403,
                         *       408,
                         *       480,
                         *       488,
                         *       500,
                         *       502,
                         *       503,
                         *       504
                         *     ]
                         */
                        continueOn?: number[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            shortCode: string;
                            name: string;
                            /** @enum {string} */
                            mode: "priority" | "lcr" | "lcrd" | "weight";
                            lcrDeltaPercent: number;
                            expectedSeconds: number;
                            mostAttempts: number;
                            replySeconds: number;
                            ringSeconds: number;
                            /** @enum {string} */
                            marginGuard: "off" | "block";
                            continueOn: number[];
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description routing.cannotContinue */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routing-plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one routing plan, by id or short code */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            shortCode: string;
                            name: string;
                            /** @enum {string} */
                            mode: "priority" | "lcr" | "lcrd" | "weight";
                            lcrDeltaPercent: number;
                            expectedSeconds: number;
                            mostAttempts: number;
                            replySeconds: number;
                            ringSeconds: number;
                            /** @enum {string} */
                            marginGuard: "off" | "block";
                            continueOn: number[];
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description routing.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routing-plans/{id}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change how a routing plan chooses */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /**
                         * @default lcr
                         * @enum {string}
                         */
                        mode?: "priority" | "lcr" | "lcrd" | "weight";
                        /** @default 0 */
                        lcrDeltaPercent?: number;
                        /** @default 180 */
                        expectedSeconds?: number;
                        /** @default 5 */
                        mostAttempts?: number;
                        /** @default 3 */
                        replySeconds?: number;
                        /** @default 120 */
                        ringSeconds?: number;
                        /**
                         * @default block
                         * @enum {string}
                         */
                        marginGuard?: "off" | "block";
                        /**
                         * @default [
                         *       403,
                         *       408,
                         *       480,
                         *       488,
                         *       500,
                         *       502,
                         *       503,
                         *       504
                         *     ]
                         */
                        continueOn?: number[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            shortCode: string;
                            name: string;
                            /** @enum {string} */
                            mode: "priority" | "lcr" | "lcrd" | "weight";
                            lcrDeltaPercent: number;
                            expectedSeconds: number;
                            mostAttempts: number;
                            replySeconds: number;
                            ringSeconds: number;
                            /** @enum {string} */
                            marginGuard: "off" | "block";
                            continueOn: number[];
                            createdAt: string;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description routing.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description routing.cannotContinue */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routing-plans/{id}/routes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the routes of a plan */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                serviceId: string;
                                code: string;
                                priority: number;
                                weight: number;
                                isBlocked: boolean;
                                /** Format: uuid */
                                id: string;
                                serviceCode: string;
                                carrierName: string;
                                serviceStatus: string;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description routing.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Set the routes of a plan */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        routes: {
                            /** Format: uuid */
                            serviceId: string;
                            code: string;
                            priority: number;
                            weight: number;
                            isBlocked: boolean;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                serviceId: string;
                                code: string;
                                priority: number;
                                weight: number;
                                isBlocked: boolean;
                                /** Format: uuid */
                                id: string;
                                serviceCode: string;
                                carrierName: string;
                                serviceStatus: string;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description routing.notFound */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description routing.routesRepeat, routing.notEgress */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/call-simulations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show what would be decided about a call, with every reason, without making it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        sourceIp: string;
                        dialled: string;
                        /** @default  */
                        from?: string;
                        /** @default null */
                        assertedIdentity?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            outcome: "route" | "reject";
                            reason: string | null;
                            sipCode: number | null;
                            routes: {
                                /** Format: uuid */
                                serviceId: string;
                                dial: string;
                                from: string;
                            }[];
                            trace: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures of today, 7 and 30 days, and what needs attention */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            currency: string;
                            windows: {
                                current: {
                                    days: number;
                                    revenue: {
                                        currency: string;
                                        amount: string;
                                    };
                                    cost: {
                                        currency: string;
                                        amount: string;
                                    };
                                    profit: {
                                        currency: string;
                                        amount: string;
                                    };
                                    topUps: {
                                        currency: string;
                                        amount: string;
                                    };
                                    newCustomers: number;
                                    orders: number;
                                    messages: number;
                                };
                                previous: {
                                    days: number;
                                    revenue: {
                                        currency: string;
                                        amount: string;
                                    };
                                    cost: {
                                        currency: string;
                                        amount: string;
                                    };
                                    profit: {
                                        currency: string;
                                        amount: string;
                                    };
                                    topUps: {
                                        currency: string;
                                        amount: string;
                                    };
                                    newCustomers: number;
                                    orders: number;
                                    messages: number;
                                };
                            }[];
                            daily: {
                                date: string;
                                revenue: string;
                                cost: string;
                            }[];
                            walletLiability: {
                                currency: string;
                                amount: string;
                            };
                            needsYou: {
                                kind: string;
                                label: string;
                                count: number;
                                link: string;
                            }[];
                            invariants: {
                                ok: boolean | null;
                                checkedAt: string | null;
                            };
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    type?: string;
                    subjectId?: string;
                    accountId?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                position: number | null;
                                type: string;
                                version: number;
                                subjectType: string;
                                subjectId: string;
                                accountId: string | null;
                                payload: {
                                    [key: string]: unknown;
                                };
                                actor: {
                                    [key: string]: unknown;
                                };
                                changes: {
                                    [key: string]: {
                                        from: unknown;
                                        to: unknown;
                                    };
                                } | null;
                                requestId: string;
                                occurredAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Walk the audit chain and name the first broken link */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checked: number;
                            intact: boolean;
                            brokenAt: {
                                position: number;
                                eventId: string;
                            } | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mailbox: every mail that was written */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                template: string;
                                recipient: string;
                                subject: string;
                                body: string;
                                state: string;
                                createdAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs of the worker, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    job?: string;
                    state?: "running" | "done" | "retrying" | "failed";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                job: string;
                                attempt: number;
                                /** @enum {string} */
                                state: "running" | "done" | "retrying" | "failed";
                                startedAt: string;
                                finishedAt: string | null;
                                error: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a waiting or failed job run again now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description insights.jobGone */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention-policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what is kept how long, and how much of it would go now */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                entity: string;
                                label: string;
                                /** @enum {string} */
                                action: "delete" | "redact";
                                keepDays: number;
                                usualDays: number;
                                leastDays: number;
                                enabled: boolean;
                                chosen: boolean;
                                basis: string;
                                due: number;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Choose how long something is kept */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        entity: string;
                        keepDays: number;
                        enabled: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description archive.noPolicy */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description archive.tooShort */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was forgotten when, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                entity: string;
                                /** @enum {string} */
                                action: "delete" | "redact";
                                before: string;
                                rows: number;
                                durationMs: number;
                                ranAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Forget now what may go */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                entity: string;
                                /** @enum {string} */
                                action: "delete" | "redact";
                                before: string;
                                rows: number;
                                durationMs: number;
                                ranAt: string;
                            }[];
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/legal-holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List legal holds, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                accountId: string;
                                accountName: string | null;
                                reason: string;
                                placedBy: string;
                                placedAt: string;
                                liftedAt: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Keep everything of an account from being forgotten */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        accountId: string;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            reason: string;
                            placedBy: string;
                            placedAt: string;
                            liftedAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description archive.alreadyHeld */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/legal-holds/{id}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a legal hold */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            accountId: string;
                            accountName: string | null;
                            reason: string;
                            placedBy: string;
                            placedAt: string;
                            liftedAt: string | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description archive.noHold */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description archive.holdLifted */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List backups, newest first, and the last test of a restore */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                status: "running" | "done" | "failed" | "damaged" | "pruned";
                                startedAt: string;
                                finishedAt: string | null;
                                bytes: number | null;
                                error: string | null;
                            }[];
                            nextCursor: string | null;
                            ours: boolean;
                            lastTest: {
                                backupId: string | null;
                                ok: boolean;
                                detail: string;
                                recoveryMs: number | null;
                                newestAt: string | null;
                                testedAt: string;
                            } | null;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Back up as soon as the worker can */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description archive.notOurDatabase */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restore-tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore the newest backup into a copy and prove the ledger on it, as soon as the worker can */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never> | null;
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Problem */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description archive.notOurDatabase */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Problem */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            instance?: string;
            errors?: {
                path?: string;
                message?: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
