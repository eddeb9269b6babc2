"""What the operating system refuses, in the operator's words: what, where, what to do, in one line."""

from __future__ import annotations

import errno

_CURES = {
    errno.ENOSPC: "no queda espacio en el disco; libere espacio y repita",
    errno.EDQUOT: "se acabó la cuota de disco; libere espacio y repita",
    errno.EFBIG: "el archivo pasa de lo que el sistema deja escribir; suba ese límite (ulimit -f) y repita",
    errno.EROFS: "el disco es de solo lectura; móntelo para escribir o dé otra carpeta con --home",
    errno.EACCES: "sin permiso; revise el dueño y los permisos o dé otra carpeta con --home",
    errno.EPERM: "sin permiso; revise el dueño y los permisos o dé otra carpeta con --home",
    errno.EIO: "el disco no responde bien; revíselo y repita",
    errno.EMFILE: "hay demasiados archivos abiertos; suba ese límite (ulimit -n) y repita",
    errno.ENFILE: "hay demasiados archivos abiertos en la máquina; cierre programas y repita",
    errno.ENOTDIR: "hay un archivo donde debía haber una carpeta; quítelo o dé otra con --home",
}


def told(error: Exception, where: object = "") -> str:
    """One line about an error; ``where``: the place, for errors that name none. Any other error is told by its text."""
    code = error.errno if isinstance(error, OSError) else None
    if code not in _CURES:
        return " ".join(str(error).split())
    place = (error.filename if isinstance(error, OSError) else None) or where
    return f"{place}: {_CURES[code]}" if place else _CURES[code]
