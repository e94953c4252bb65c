# Reference figures of tests/measures/opinion/test_reference.py, by R 4.2.2 and its package survey 4.1-1:
#   Rscript reference.R FOLDER
# Wilson: stats::prop.test without correction. Goodman: the same at 1 - 0.05/k, which is his formula of 1965.
# Newcombe: method 10 put together from the limits of prop.test. Posterior: stats::pbeta, qbeta.
# Intraclass correlation: mean squares of stats::aov, one indicator for each position. Raking: survey::rake, the
# example of its help page (its data `api`: schools by type and by whether a target was met).
suppressMessages(library(survey))
folder <- commandArgs(trailingOnly = TRUE)[1]
save <- function(rows, name) {
  write.csv(format(rows, digits = 12, trim = TRUE, scientific = FALSE), file.path(folder, name), row.names = FALSE, quote = FALSE)
}
score <- function(x, n, level = 0.95) as.numeric(suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE))$conf.int)

wilson <- data.frame(x = c(0, 1, 3, 5, 15, 20, 29, 30, 81, 140, 250, 512), n = c(20, 29, 12, 5, 148, 41, 29, 60, 263, 200, 1000, 1848))
limits <- mapply(score, wilson$x, wilson$n)
save(cbind(wilson, lower = limits[1, ], upper = limits[2, ]), "wilson.csv")

tables <- list(c(91, 49, 37, 43), c(10, 20, 30), c(430, 203, 540, 62), c(7, 2, 1, 0, 5))
rows <- lapply(seq_along(tables), function(t) {
  x <- tables[[t]]
  limits <- sapply(x, score, n = sum(x), level = 1 - 0.05 / length(x))
  data.frame(table = t, x = x, lower = limits[1, ], upper = limits[2, ])
})
save(do.call(rbind, rows), "goodman.csv")

both <- data.frame(x = c(56, 9, 6, 60, 185, 25), n = c(70, 10, 7, 120, 490, 40), y = c(48, 3, 2, 33, 301, 70), m = c(80, 10, 7, 80, 775, 90))
apart <- mapply(function(x, n, y, m) {
  a <- score(x, n); b <- score(y, m); p <- x / n; q <- y / m
  c(p - q - sqrt((p - a[1])^2 + (b[2] - q)^2), p - q + sqrt((a[2] - p)^2 + (q - b[1])^2))
}, both$x, both$n, both$y, both$m)
save(cbind(both, lower = apart[1, ], upper = apart[2, ]), "newcombe.csv")

# Cells beside a whole: M by the moments of Kleinman (1973), solved for tau by uniroot.
x <- c(18, 4, 30, 7, 12, 2, 55, 9); n <- c(20, 15, 60, 8, 52, 4, 90, 40); p0 <- sum(x) / sum(n)
expected <- function(tau) sum(n * (1 - n / sum(n)) * ((1 - tau) / n + tau)) * p0 * (1 - p0)
tau <- uniroot(function(tau) expected(tau) - sum(n * (x / n - p0)^2), c(1e-9, 1 - 1e-9), tol = 1e-14)$root
M <- (1 - tau) / tau; a <- x + M * p0; b <- n - x + M * (1 - p0)
save(data.frame(x, n, strength = M, mean = a / (a + b), lower = qbeta(0.025, a, b), upper = qbeta(0.975, a, b), below = pbeta(p0, a, b)), "posterior.csv")

hui <- data.frame(hui = rep(1:12, each = 3), position = rep(c("support", "mixed", "oppose"), 12),
  n = c(9, 1, 2, 2, 0, 8, 5, 3, 5, 1, 1, 0, 3, 2, 9, 7, 0, 2, 4, 4, 4, 6, 1, 1, 0, 2, 7, 5, 1, 6, 8, 0, 8, 3, 3, 3))
long <- hui[rep(seq_len(nrow(hui)), hui$n), ]
squares <- sapply(unique(hui$position), function(one) summary(aov((long$position == one) ~ factor(long$hui)))[[1]][["Mean Sq"]])
size <- tapply(hui$n, hui$hui, sum); N <- sum(size); k <- length(size); m0 <- (N - sum(size^2) / N) / (k - 1)
msb <- sum(squares[1, ]); msw <- sum(squares[2, ]); rho <- (msb - msw) / (msb + (m0 - 1) * msw); m <- sum(size^2) / N
save(cbind(hui, rho = rho, m = m, deff = 1 + (m - 1) * rho), "clusters.csv")

data(api)
design <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc)
types <- data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018))
wide <- data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122))
raked <- rake(design, list(~stype, ~sch.wide), list(types, wide), control = list(maxit = 1000, epsilon = 1e-10))
before <- as.data.frame(svytable(~ stype + sch.wide, design)); after <- as.data.frame(svytable(~ stype + sch.wide, raked))
w <- weights(raked)
save(data.frame(row = before$stype, column = before$sch.wide, count = before$Freq, row_target = types$Freq[match(before$stype, types$stype)],
  column_target = wide$Freq[match(before$sch.wide, wide$sch.wide)], fitted = after$Freq), "rake.csv")
answers <- as.data.frame(table(round(w, 10)))
save(data.frame(weight = as.numeric(as.character(answers$Var1)), answers = answers$Freq, kish = length(w) * sum(w^2) / sum(w)^2,
  one_plus_cv2 = 1 + (mean(w^2) - mean(w)^2) / mean(w)^2), "kish.csv")
