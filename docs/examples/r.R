# Preguntas con R / Questions with R: Rscript r.R BASE DAY
# BASE es la dirección del sitio y DAY un día (ISO 8601). R base basta; con el paquete nanoparquet se lee el Parquet.
# Base R is enough; with the package nanoparquet the Parquet files are read instead.
arguments <- commandArgs(trailingOnly = TRUE)
base <- arguments[1]
day <- arguments[2]

# Todo es texto: la clave "09" sigue siendo "09", y una celda vacía es algo que la fuente no dice (NA).
# All is text: the code "09" stays "09", and an empty cell is something the source does not tell (NA).
read_published <- function(table) {
  address <- paste0(base, "/latest/", table)
  if (requireNamespace("nanoparquet", quietly = TRUE)) {
    file <- tempfile(fileext = ".parquet")
    download.file(paste0(address, ".parquet"), file, mode = "wb", quiet = TRUE)
    return(as.data.frame(nanoparquet::read_parquet(file)))
  }
  read.csv(paste0(address, ".csv"), colClasses = "character", na.strings = "", encoding = "UTF-8")
}

# Acuerdos por entidad; los retirados no se cuentan. / Agreements by state; withdrawn ones are not counted.
agreements <- read_published("agreements")
counted <- agreements[agreements$status != "withdrawn", c("state_code", "state", "agreement_id")]
counted[is.na(counted)] <- ""
by_state <- aggregate(list(agreements = counted$agreement_id), counted[c("state_code", "state")], length)
by_state <- by_state[order(by_state$state_code), ]
cat(paste(by_state$state_code, by_state$state, by_state$agreements, sep = "\t"), sep = "\n")

# ¿Cuántos se conocían ese día? Un estado vale desde `valid_from` hasta antes de `valid_to`, que son versiones:
# un día, y un número si hubo varias ese día. / How many were known on that day? A state holds from the version
# `valid_from` until before `valid_to`: a day, and a number where that day had several.
states <- read_published("agreement_versions")
day_of <- function(version) substr(version, 1, 10)
held <- day_of(states$valid_from) <= day & (is.na(states$valid_to) | day_of(states$valid_to) > day)
cat("known_that_day", sum(held & states$status != "withdrawn"), "\n")
