"""Foreign cities, counties, provinces and prefectures by country; real ones, homonyms included."""

CITIES: dict[str, list[str]] = {
    iso: names.split(";")
    for iso, names in (
        line.split("|")
        for line in """
US|Houston@TX;San Antonio@TX;Dallas@TX;Austin@TX;El Paso@TX;Laredo@TX;McAllen@TX;Brownsville@TX;Hidalgo@TX;Mission@TX;Fort Worth@TX;Corpus Christi@TX;Eagle Pass@TX;Del Río@TX;Edinburg@TX;Pharr@TX;Paris@TX;Irving@TX;Weslaco@TX;Los Ángeles@CA;San Diego@CA;Chula Vista@CA;San José@CA;Sacramento@CA;Fresno@CA;Ontario@CA;Santa Ana@CA;Long Beach@CA;Oxnard@CA;Salinas@CA;Calexico@CA;Redlands@CA;Phoenix@AZ;Tucson@AZ;Nogales@AZ;Douglas@AZ;Yuma@AZ;Prescott@AZ;Scottsdale@AZ;Albuquerque@NM;Santa Fe@NM;Las Cruces@NM;Chicago@IL;Aurora@IL;Peoria@IL;Miami@FL;Orlando@FL;Panama City@FL;Atlanta@GA;Columbus@GA;Nueva York@NY;Seattle@WA;Vancouver@WA;Yakima@WA;Denver@CO;Durango@CO;Pueblo@CO;Salt Lake City@UT;Las Vegas@NV;Reno@NV;Detroit@MI;Lansing@MI;Toledo@OH;Cleveland@OH;Charlotte@NC;Portland@OR;Boise@ID;Wichita@KS;Kansas City@MO;Milwaukee@WI;Minneapolis@MN;Filadelfia@PA;Erie@PA;Memphis@TN;Nueva Orleans@LA;Tulsa@OK;Birmingham@AL;Indianápolis@IN
CA|Toronto@ON;Montreal@QC;Vancouver@BC;Calgary@AB;Edmonton@AB;Winnipeg@MB;Victoria@BC;Lethbridge@AB;Gatineau@QC;London@ON
GT|Guatemala;Quetzaltenango;Antigua Guatemala;Huehuetenango;San Marcos;Flores;Cobán;Malacatán
SV|San Salvador;Santa Ana;Santa Tecla;San Miguel
HN|Tegucigalpa;San Pedro Sula;La Ceiba;Comayagua
NI|Managua;León;Granada;Masaya
CR|San José;Alajuela;Cartago;Heredia
PA|Panamá;Colón;David
BZ|Belmopán;Corozal;Orange Walk
CU|La Habana;Santiago de Cuba;Camagüey;Trinidad;Cienfuegos;Matanzas;Santa Clara
DO|Santo Domingo;Santiago de los Caballeros;Puerto Plata
CO|Bogotá;Medellín;Cali;Cartagena de Indias;Manizales;Chiquinquirá;Popayán;Barranquilla;Pereira
VE|Caracas;Mérida;Valencia;Maracaibo
EC|Quito;Guayaquil;Cuenca;Loja
PE|Lima;Cusco;Trujillo;Arequipa;Ayacucho
BO|La Paz;Sucre;Cochabamba
CL|Santiago;Valparaíso;Concepción;Viña del Mar;Temuco
AR|Buenos Aires;Córdoba;Rosario;Mendoza;La Plata;Morón;Mar del Plata
UY|Montevideo;Colonia del Sacramento;Salto
PY|Asunción;Encarnación
BR|São Paulo;Río de Janeiro;Curitiba;Porto Alegre;Belo Horizonte
ES|Valladolid;Guadalajara;Mérida;Córdoba;Toledo;León;Salamanca;Sevilla;Zaragoza;Trujillo;Santiago de Compostela;Cartagena;Durango;Granada;Alcalá de Henares;Santa Fe;Brihuega;Madrid;Barcelona;Valencia
FR|París;Lyon;Marsella;Barcelonnette;Burdeos;Toulouse;Angulema
DE|Berlín;Hamburgo;Fráncfort;Wolfsburgo;Colonia;Hamm
IT|Milán;Florencia;Turín;Venecia;Segusino;Asís;Bérgamo
PT|Lisboa;Oporto;Braga
GB|Londres;Manchester;Birmingham;Nottingham
NL|Róterdam;La Haya;Utrecht
BE|Bruselas;Lieja;Gante
CH|Ginebra;Lausana;Berna
AT|Viena;Graz;Salzburgo
PL|Cracovia;Varsovia;Torun
CZ|Praga;Brno
HU|Budapest;Pécs
RU|Moscú;San Petersburgo;Kazán
FI|Helsinki;Tampere
SE|Estocolmo;Gotemburgo
IE|Dublín;Cork
CN|Pekín;Shanghái;Chongqing;Xiamen@Provincia de Fujian;Qingdao@Provincia de Shandong;Guangzhou@Provincia de Guangdong;Wuhan@Provincia de Hubei;Nanjing@Provincia de Jiangsu;Chengdu@Provincia de Sichuan;Guilin;Shenzhen;Hefei@Provincia de Anhui
JP|Nagoya@Prefectura de Aichi;Kioto;Sendai@Prefectura de Miyagi;Saitama@Prefectura de Saitama;Hiroshima;Minoh@Prefectura de Osaka;Onjuku@Prefectura de Chiba
KR|Seúl;Busan;Suwon;Daejeon;Incheon;Ulsan;Changwon
IN|Nueva Delhi;Bangalore;Bombay
IL|Tel Aviv;Haifa;Beersheva
PH|Cebú;Manila;Zamboanga
VN|Hanói;Hue
TH|Bangkok;Chiang Mai
ID|Yakarta;Yogyakarta
ZA|Johannesburgo;Durban
MA|Rabat;Casablanca;Fez
GQ|Malabo;Bata
EG|El Cairo;Alejandría
AU|Adelaida;Brisbane;Melbourne
NZ|Auckland;Wellington
""".strip().splitlines()
    )
}

TERRITORIES: dict[str, list[str]] = {
    iso: names.split(";")
    for iso, names in (
        line.split("|")
        for line in """
US|el Estado de Texas@TX;el Estado de California@CA;el Estado de Arizona@AZ;el Gobierno del Estado de Nuevo México@NM;el Estado de Georgia@GA;el Estado de Washington@WA;el Gobierno del Estado de Illinois@IL;el Estado de Utah@UT;el Estado de Idaho@ID;el Gobierno del Estado de Iowa@IA;el Condado de Los Ángeles@CA;el Condado de Maricopa@AZ;el Condado de Hidalgo@TX;el Condado de Cameron@TX;el Condado de Cook@IL;el Condado de Miami-Dade@FL;el Condado de Imperial@CA
CA|la Provincia de Alberta@AB;el Gobierno de Quebec@QC;la Provincia de Manitoba@MB;la Provincia de Ontario@ON;la Provincia de Columbia Británica@BC
GT|el Departamento de Huehuetenango;el Departamento de San Marcos;el Departamento de Petén
SV|el Departamento de La Libertad
HN|el Departamento de Cortés
CR|la Provincia de Guanacaste
BZ|el Distrito de Corozal
CU|la Provincia de Pinar del Río;la Provincia de Holguín;la Provincia de Granma
CO|el Departamento de Antioquia;la Gobernación del Valle del Cauca;el Departamento de Caldas
EC|la Provincia de Pichincha
PE|el Gobierno Regional de Cusco
CL|la Región de Valparaíso;el Gobierno Regional del Biobío
AR|la Provincia de Buenos Aires;la Provincia de Córdoba;la Provincia de Chubut;el Gobierno de la Provincia de Santa Fe
BR|el Estado de São Paulo;el Estado de Minas Gerais;el Gobierno del Estado de Paraná
ES|la Comunidad Autónoma de Andalucía;la Junta de Extremadura;la Comunidad de Madrid;el Gobierno de Canarias;la Generalitat de Cataluña;la Diputación Provincial de Cádiz
FR|la Región de Ródano-Alpes;la Región Île-de-France;el Departamento de los Alpes de Alta Provenza
DE|el Estado Libre de Baviera;el Estado Federado de Baja Sajonia
IT|la Región de Lombardía;la Región del Véneto;la Provincia Autónoma de Trento
BE|la Región Valona;el Gobierno de Flandes
PL|el Voivodato de Mazovia
RU|la República de Tartaristán
CN|la Provincia de Shandong;la Provincia de Jiangsu;la Provincia de Guangdong;la Provincia de Hubei;la Municipalidad de Shanghái;el Gobierno Popular de la Provincia de Anhui
JP|la Prefectura de Aichi;la Prefectura de Hiroshima;la Prefectura de Saitama;la Prefectura de Wakayama
KR|la Provincia de Gyeonggi;la Provincia de Jeolla del Sur;la Provincia de Gyeongsang del Norte
IN|el Gobierno del Estado de Karnataka
PH|la Provincia de Cebú
ZA|la Provincia de Gauteng
AU|el Estado de Australia Meridional;el Estado de Queensland
MA|la Región de Fez-Mequínez
""".strip().splitlines()
    )
}
